import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { api, overview } from '../../../test/fixtures';
import { answer, queryOf, refusal, renderAt, sessionWith, silence, type Answers, type SentRequest } from '../../../test/renderAt';
import { texts } from '../../../texts';

const API = '/api/am/publisher/v4/apis/a1';
const PAGE = '/publisher/apis/a1/lifecycle';
const MOVE = 'POST /api/am/publisher/v4/apis/change-lifecycle';
const words = texts.lifecycle;

const published: Answers = {
  [`GET ${API}`]: () => answer(200, { ...api, lifeCycleStatus: 'PUBLISHED' }, { ETag: '"3"' }),
  [`GET ${API}/overview`]: overview,
  [`GET ${API}/lifecycle-state`]: () =>
    answer(
      200,
      {
        state: 'PUBLISHED',
        checkItems: [],
        availableTransitions: [
          { event: 'Publish', targetState: 'PUBLISHED', streaming: { effect: 'none', subscriptions: 0 } },
          { event: 'Block', targetState: 'BLOCKED', streaming: { effect: 'blocks', subscriptions: 3 } },
          { event: 'Deprecate', targetState: 'DEPRECATED', streaming: { effect: 'keeps-subscribers', subscriptions: 0 } },
        ],
        streaming: { deployed: true },
      },
      { ETag: '"3"' },
    ),
  [`GET ${API}/lifecycle-history`]: {
    count: 2,
    list: [
      { postState: 'CREATED', user: 'ada', updatedTime: '2026-11-30T01:16:59.294Z' },
      { previousState: 'CREATED', postState: 'PUBLISHED', user: 'bob', updatedTime: '2026-11-30T01:17:00.082Z' },
    ],
  },
};

const publish = { event: 'Publish', targetState: 'PUBLISHED', streaming: { effect: 'opens', subscriptions: 0 } };

const sent = (requests: readonly SentRequest[]) => requests.find((request) => request.path.includes('change-lifecycle'));

describe('the lifecycle of an API', () => {
  it('says what each move does to clients before it is clicked', async () => {
    await renderAt(PAGE, published);

    const block = await screen.findByRole('button', { name: 'Block' });
    const said = document.getElementById(block.getAttribute('aria-describedby') ?? '')?.textContent;
    expect(said).toContain(words.effects.blocks);
    expect(said).toContain(words.concerns(3));
    expect(screen.queryByRole('button', { name: 'Publish' })).toBeNull();
  });

  it('asks once more before streams end', async () => {
    const requests = await renderAt(PAGE, { ...published, [MOVE]: {} });

    await userEvent.click(await screen.findByRole('button', { name: 'Block' }));
    const dialog = await screen.findByRole('dialog');
    expect(sent(requests)).toBeUndefined();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Block' }));

    expect(await screen.findByText(words.moved)).toBeTruthy();
    expect(sent(requests)?.headers.get('If-Match')).toBe('"3"');
  });

  it('sends what was asked for along with the publication', async () => {
    const item = 'Deprecate old versions after publishing the API';
    const requests = await renderAt(PAGE, {
      ...published,
      [`GET ${API}/lifecycle-state`]: { state: 'CREATED', checkItems: [{ name: item }], availableTransitions: [publish], streaming: { deployed: false } },
      [MOVE]: {},
    });

    await userEvent.click(await screen.findByRole('checkbox', { name: item }));
    await userEvent.click(screen.getByRole('button', { name: 'Publish' }));

    await screen.findByText(words.moved);
    expect(queryOf(sent(requests)).get('lifecycleChecklist')).toBe(`${item}:true`);
  });

  it('shows who moved it, the last move first', async () => {
    await renderAt(PAGE, published);

    const rows = within(await screen.findByRole('grid', { name: words.history })).getAllByRole('row');
    expect(rows[1]?.textContent).toContain('bob');
    expect(rows[2]?.textContent).toContain(words.made);
  });

  it('shows the moves, and does not make them, to users without the role', async () => {
    await renderAt(PAGE, { ...published, ...sessionWith('apim:api_view', 'apim:api_create') });

    expect(await screen.findByRole('button', { name: 'Block' })).toHaveProperty('disabled', true);
    expect(screen.getByText(words.readOnly)).toBeTruthy();
  });

  it('says that another user was faster', async () => {
    await renderAt(PAGE, { ...published, [MOVE]: refusal(412, 'Precondition Failed', '') });

    await userEvent.click(await screen.findByRole('button', { name: 'Deprecate' }));

    expect(await screen.findByText(texts.common.problem.changed)).toBeTruthy();
  });

  it('shows that it loads, and what went wrong', async () => {
    await renderAt(PAGE, { ...published, [`GET ${API}/lifecycle-state`]: silence, [`GET ${API}/lifecycle-history`]: refusal(500, 'Internal Server Error', 'incident 7') });

    expect(await screen.findByText('incident 7')).toBeTruthy();
    expect(screen.getAllByLabelText(texts.common.loading)).not.toHaveLength(0);
  });
});
