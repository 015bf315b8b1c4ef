import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { api, overview } from '../../../test/fixtures';
import { answer, refusal, renderAt, sessionWith, type Answers } from '../../../test/renderAt';
import { texts } from '../../../texts';
import { apiShape } from '../api/shapes';
import { tagsOf, valuesOf, withValues } from './shapes';

const API = '/api/am/publisher/v4/apis/a1';
const PAGE = '/publisher/apis/a1/basic-info';
const words = texts.basicInfo;

const known: Answers = {
  [`GET ${API}`]: () => answer(200, api, { ETag: '"2"' }),
  [`GET ${API}/overview`]: overview,
};

describe('basic info', () => {
  it('stores the whole API with what was changed, if no other user has changed it', async () => {
    const requests = await renderAt(PAGE, { ...known, [`PUT ${API}`]: () => answer(200, { ...api, description: 'live' }, { ETag: '"3"' }) });

    await userEvent.type(await screen.findByRole('textbox', { name: words.description }), 'live');
    await userEvent.click(screen.getByRole('button', { name: texts.common.save }));

    expect(await screen.findByText(words.saved)).toBeTruthy();
    const put = requests.find((request) => request.method === 'PUT');
    expect(put?.headers.get('If-Match')).toBe('"2"');
    expect(put?.body).toMatchObject({ description: 'live', endpointImplementationType: 'ENDPOINT', operations: api.operations });
  });

  it('keeps what was typed when another user was faster', async () => {
    await renderAt(PAGE, { ...known, [`PUT ${API}`]: refusal(412, 'Precondition Failed', '') });

    const description = await screen.findByRole('textbox', { name: words.description });
    await userEvent.type(description, 'live');
    await userEvent.click(screen.getByRole('button', { name: texts.common.save }));

    expect(await screen.findByText(texts.common.problem.changed)).toBeTruthy();
    expect(description).toHaveProperty('value', 'live');
  });

  it('goes back to what is stored when changes are discarded', async () => {
    await renderAt(PAGE, known);

    const description = await screen.findByRole('textbox', { name: words.description });
    await userEvent.type(description, 'live');
    await userEvent.click(screen.getByRole('button', { name: words.discard }));

    expect(description).toHaveProperty('value', '');
    expect(screen.getByRole('button', { name: texts.common.save })).toHaveProperty('disabled', true);
  });

  it('stores a change for the edition it was begun with, however often the API is read meanwhile', async () => {
    let read = 0;
    const changed = { ...api, displayName: 'of another user' };
    const requests = await renderAt(PAGE, {
      ...known,
      [`GET ${API}`]: () => (++read === 1 ? answer(200, api, { ETag: '"2"' }) : answer(200, changed, { ETag: '"3"' })),
      [`PUT ${API}`]: refusal(412, 'Precondition Failed', ''),
    });

    const description = await screen.findByRole('textbox', { name: words.description });
    await userEvent.type(description, 'live');
    await userEvent.click(screen.getByRole('button', { name: texts.common.save }));
    await screen.findByText(texts.common.problem.changed);
    await waitFor(() => expect(read).toBe(2));
    await userEvent.type(description, '!');
    await userEvent.click(screen.getByRole('button', { name: texts.common.save }));

    await waitFor(() => expect(requests.filter(({ method }) => method === 'PUT').map(({ headers }) => headers.get('If-Match'))).toEqual(['"2"', '"2"']));
    await userEvent.click(screen.getByRole('button', { name: words.discard }));
    expect(await screen.findByDisplayValue('of another user')).toBeTruthy();
  });

  it('keeps what is typed while the change before it is stored', async () => {
    let store: (answered: Response) => void = () => undefined;
    const stored = new Promise<never>((resolve) => {
      store = (answered) => Reflect.apply(resolve, undefined, [answered]);
    });
    const requests = await renderAt(PAGE, { ...known, [`PUT ${API}`]: () => stored });

    const description = await screen.findByRole('textbox', { name: words.description });
    await userEvent.type(description, 'live');
    await userEvent.click(screen.getByRole('button', { name: texts.common.save }));
    await waitFor(() => expect(requests.some(({ method }) => method === 'PUT')).toBe(true));
    await userEvent.type(description, ' prices');
    store(answer(200, { ...api, description: 'live' }, { ETag: '"3"' }));

    await waitFor(() => expect(screen.getByRole('button', { name: texts.common.save })).toHaveProperty('disabled', false));
    expect(description).toHaveProperty('value', 'live prices');
    await userEvent.click(screen.getByRole('button', { name: texts.common.save }));
    await waitFor(() => expect(requests.filter(({ method }) => method === 'PUT').at(1)?.headers.get('If-Match')).toBe('"3"'));
  });

  it('asks for the roles that a restricted API is for', async () => {
    await renderAt(PAGE, known);

    await userEvent.selectOptions(await screen.findByRole('combobox', { name: words.visibility }), 'RESTRICTED');
    await userEvent.click(screen.getByRole('button', { name: texts.common.save }));

    expect(await screen.findByText(words.roleMissing)).toBeTruthy();
  });

  it('is only read by users who are no creators', async () => {
    await renderAt(PAGE, { ...known, ...sessionWith('apim:api_view', 'apim:api_publish') });

    expect(await screen.findByText(words.readOnly)).toBeTruthy();
    expect(screen.getByRole('textbox', { name: words.description })).toHaveProperty('disabled', true);
    expect(screen.queryByRole('button', { name: texts.common.save })).toBeNull();
  });

  it('leaves an API as it is when nothing was typed', () => {
    const design = apiShape.parse(api);

    expect(withValues(design, valuesOf(design))).toMatchObject({ ...design, businessInformation: {} });
  });

  it('takes tags as words between commas, each once', () => {
    expect(tagsOf(' a, b ,,a')).toEqual(['a', 'b']);
  });
});
