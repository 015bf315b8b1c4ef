import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { api, wrongFields } from '../../../test/api';
import { answer, refusal, session, showPortal } from '../../../test/portal';

const { id } = api();
const PATH = `/publisher/apis/${id}/runtime`;
const REST = `/api/am/publisher/v4/apis/${id}`;
const FOUND = answer(200, api(), { ETag: '"1"' });

test('a refused setting keeps what was typed, with the words of the server at its field', async () => {
  const user = userEvent.setup();
  const { requests } = showPortal(PATH, { [`GET ${REST}`]: FOUND, [`PUT ${REST}`]: wrongFields({ 'streaming.retryMs': 'must be 100 to 60000' }) });
  const retry = await screen.findByRole('textbox', { name: 'Reconnect after' });
  await user.clear(retry);
  await user.click(retry);
  await user.paste('4');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Clients may use' }), 'HTTPS only');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('must be 100 to 60000')).toBeTruthy();
  expect(screen.getByDisplayValue('4')).toBeTruthy();
  const put = requests.find(({ method }) => method === 'PUT');
  expect(put?.headers.get('If-Match')).toBe('"1"');
  expect(await put?.clone().json()).toMatchObject({ transport: ['https'], streaming: { retryMs: 4_000, maxAgeMs: 3_600_000 } });
});

test('without the role everything can be read, and nothing saved', async () => {
  showPortal(PATH, { [`GET ${REST}`]: FOUND, 'GET /portal/session': session(['apim:api_view']) });
  expect(await screen.findByRole('textbox', { name: 'Reconnect after' })).toHaveProperty('disabled', true);
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
});

test('a problem says what and why', async () => {
  showPortal(PATH, { [`GET ${REST}`]: refusal(503, 'Service Unavailable', 'The database does not answer.') });
  expect(await screen.findByText('The database does not answer.')).toBeTruthy();
});
