import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { api, overview } from '../../../test/fixtures';
import { answer, queryOf, refusal, renderAt, sessionWith, type Answers } from '../../../test/renderAt';
import { texts } from '../../../texts';

const APIS = '/api/am/publisher/v4/apis';
const API = `${APIS}/a1`;
const words = texts.actions;

const known: Answers = {
  ...sessionWith('apim:api_view', 'apim:api_create', 'apim:api_delete'),
  [`GET ${API}`]: () => answer(200, api, { ETag: '"2"' }),
  [`GET ${API}/overview`]: overview,
  [`GET ${APIS}`]: { count: 0, list: [], pagination: { total: 0 } },
};

async function choose(action: string): Promise<HTMLElement> {
  await userEvent.click(await screen.findByRole('button', { name: words.title }));
  await userEvent.click(await screen.findByRole('menuitem', { name: action }));
  return screen.findByRole('dialog');
}

describe('what is done with an API as a whole', () => {
  it('is deleted only after its name was typed, in the edition that was seen', async () => {
    const requests = await renderAt('/publisher/apis/a1/overview', { ...known, [`DELETE ${API}`]: answer(200, {}) });

    const dialog = await choose(words.remove);
    const button = within(dialog).getByRole('button', { name: words.remove });
    expect(button).toHaveProperty('disabled', true);
    await userEvent.type(within(dialog).getByRole('textbox'), 'Prices');
    await userEvent.click(button);

    expect(await screen.findByRole('heading', { level: 1, name: texts.home.title })).toBeTruthy();
    expect(requests.find((request) => request.method === 'DELETE')?.headers.get('If-Match')).toBe('"2"');
  });

  it('stays when it may not be deleted, and says why', async () => {
    await renderAt('/publisher/apis/a1/overview', {
      ...known,
      [`DELETE ${API}`]: refusal(409, 'The API has subscriptions', 'Cannot remove the API while there are subscriptions to it'),
    });

    const dialog = await choose(words.remove);
    await userEvent.type(within(dialog).getByRole('textbox'), 'Prices');
    await userEvent.click(within(dialog).getByRole('button', { name: words.remove }));

    expect(await within(dialog).findByText(/Cannot remove the API/)).toBeTruthy();
  });

  it('gets another version, which is shown', async () => {
    const copy = { ...api, id: 'a2', version: '2.0.0' };
    const requests = await renderAt('/publisher/apis/a1/overview', {
      ...known,
      [`POST ${APIS}/copy-api`]: answer(201, copy, { ETag: '"1"' }),
      [`GET ${APIS}/a2`]: () => answer(200, copy, { ETag: '"1"' }),
      [`GET ${APIS}/a2/overview`]: overview,
    });

    const dialog = await choose(words.newVersion);
    await userEvent.type(within(dialog).getByRole('textbox'), '2.0.0');
    await userEvent.click(within(dialog).getByRole('button', { name: words.make }));

    expect(await screen.findByText('https://localhost:8243/prices/2.0.0')).toBeTruthy();
    const query = queryOf(requests.find((request) => request.path.includes('copy-api')));
    expect([query.get('apiId'), query.get('newVersion'), query.get('defaultVersion')]).toEqual(['a1', '2.0.0', 'false']);
  });

  it('is not offered to users who may do none of it', async () => {
    await renderAt('/publisher/apis/a1/overview', { ...known, ...sessionWith('apim:api_view', 'apim:api_publish') });

    expect(await screen.findByRole('heading', { level: 1, name: 'Prices' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: words.title })).toBeNull();
  });
});
