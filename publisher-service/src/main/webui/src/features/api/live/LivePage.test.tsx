import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { api } from '../../../test/api';
import { answer, showPortal } from '../../../test/portal';

const { id } = api();
const PATH = `/publisher/apis/${id}/live`;
const REST = `/api/am/publisher/v4/apis/${id}`;

test('a topic with parameters is connected when they are filled in, and a refusal says what to do', async () => {
  const user = userEvent.setup();
  const { requests } = showPortal(PATH, {
    [`GET ${REST}`]: answer(200, api(), { ETag: '"1"' }),
    [`POST ${REST}/generate-key`]: { apikey: 'test-key', validityTime: 3600 },
    'GET /market/1.0.0/prices/ACME': Response.json({ code: '404', message: 'Not Found', description: 'no such API' }, { status: 404 }),
  });
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Topic' }), '/prices/{symbol}');
  const connect = screen.getByRole('button', { name: 'Connect' });
  expect(connect.hasAttribute('disabled')).toBe(true);
  await user.click(screen.getByRole('textbox', { name: /symbol/ }));
  await user.paste('ACME');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Endpoint' }), 'Sandbox');
  await user.click(screen.getByRole('button', { name: 'Connect' }));
  expect(await screen.findByText(/The gateway refuses: Not Found/)).toBeTruthy();
  expect(screen.getByText(/Has a revision been deployed/)).toBeTruthy();
  expect(requests.map(({ url }) => url)).toContain(`http://localhost${REST}/generate-key?keyType=SANDBOX`);
  expect(requests.at(-1)?.url).toBe('https://gateway:8243/market/1.0.0/prices/ACME');
  expect(requests.at(-1)?.headers.get('Internal-Key')).toBe('test-key');
});

test('without topics the next step is to add one', async () => {
  showPortal(PATH, { [`GET ${REST}`]: answer(200, api({ operations: [] }), { ETag: '"1"' }) });
  expect(await screen.findByRole('link', { name: 'To the topics' })).toBeTruthy();
});

test('without a gateway that the API may use it is said where to allow one', async () => {
  showPortal(PATH, { [`GET ${REST}`]: answer(200, api(), { ETag: '"1"' }), 'GET /portal/settings': { version: '1', environments: [{ name: 'Default', gateways: {} }] } });
  expect(await screen.findByRole('link', { name: 'To Runtime' })).toBeTruthy();
});
