import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { api } from '../../test/api';
import { refusal, renderAt, sessionWith, silence, type Answers } from '../../test/renderAt';
import { texts } from '../../texts';

const { id: apiId } = api();
const ADMIN = '/api/am/admin/v4/webhooks';
const OF_API = `/api/am/publisher/v4/apis/${apiId}/webhooks`;
const webhook = {
  id: 'w1',
  url: 'https://hooks.example.com/sluice',
  events: ['quota.reached', 'backend.down'],
  description: 'On call',
  active: true,
  createdTime: '2026-11-30T04:00:00Z',
  updatedTime: '2026-11-30T04:00:00Z',
};
const delivery = { id: 'd1', event: 'test', state: 'failed', attempts: 3, createdTime: '2026-11-30T04:00:00Z', status: 500, reason: 'answered 500', body: '{"is":"sent"}' };
const list = (...found: readonly object[]) => ({ count: found.length, list: found });
const session: Answers = { 'GET /portal/session': { user: 'root', roles: ['admin'], scopes: ['apim:admin'] } };
const publisher: Answers = { ...sessionWith('apim:api_view', 'apim:api_publish'), [`GET /api/am/publisher/v4/apis/${apiId}`]: api() };

describe.each([
  { of: 'all APIs', page: '/admin/webhooks', WEBHOOKS: ADMIN, session },
  { of: 'one API', page: `/publisher/apis/${apiId}/webhooks`, WEBHOOKS: OF_API, session: publisher },
])('the webhooks of $of', ({ page, WEBHOOKS, session }) => {
  const answers: Answers = { ...session, [`GET ${WEBHOOKS}`]: list(webhook), [`GET ${WEBHOOKS}/w1`]: webhook, [`GET ${WEBHOOKS}/w1/deliveries`]: list(delivery) };

  it('are listed with what they are told of', async () => {
    await renderAt(page, answers);
    expect(await screen.findByText(webhook.url)).toBeTruthy();
    expect(screen.getByText('A quota is reached, A backend has been down for minutes')).toBeTruthy();
  });

  it('are made, and their secret is shown once', async () => {
    const sent = await renderAt(page, { ...session, [`GET ${WEBHOOKS}`]: list(), [`POST ${WEBHOOKS}`]: { ...webhook, secret: 'whsec_once' } });
    await userEvent.click(await screen.findByRole('button', { name: 'Create webhook' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByRole('textbox', { name: /Address/ }), 'hooks.example.com/sluice');
    await userEvent.click(dialog.getByRole('button', { name: 'Create webhook' }));
    expect(await dialog.findByText('Choose an event.')).toBeTruthy();
    await userEvent.click(dialog.getByRole('checkbox', { name: 'A quota is reached' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Create webhook' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Show Secret' }));
    expect(screen.getByText('whsec_once')).toBeTruthy();
    expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ url: 'https://hooks.example.com/sluice', events: ['quota.reached'], description: '', active: true });
  });

  it('show the words of the server at the field', async () => {
    await renderAt(page, { ...answers, [`PUT ${WEBHOOKS}/w1`]: refusal(400, 'Bad Request', '', { url: 'leads to an address that is not allowed' }) });
    await userEvent.click(await screen.findByRole('button', { name: `Edit webhook ${webhook.url}` }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByText('leads to an address that is not allowed')).toBeTruthy();
  });

  it('show their messages, and send a test', async () => {
    const sent = await renderAt(page, { ...answers, [`POST ${WEBHOOKS}/w1/test`]: { ...delivery, state: 'waiting' } });
    await userEvent.click(await screen.findByRole('button', { name: `Messages to ${webhook.url}` }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText('500 answered 500')).toBeTruthy();
    await userEvent.click(dialog.getByText('A test'));
    expect(dialog.getByText(/"is": "sent"/)).toBeTruthy();
    await userEvent.click(dialog.getByRole('button', { name: 'Send a test' }));
    await waitFor(() => expect(sent.find(({ method }) => method === 'POST')?.path).toBe(`${WEBHOOKS}/w1/test`));
  });

  it('get another secret, and are deleted', async () => {
    const sent = await renderAt(page, { ...answers, [`PUT ${WEBHOOKS}/w1`]: webhook, [`DELETE ${WEBHOOKS}/w1`]: new Response(null, { status: 200 }) });
    await userEvent.click(await screen.findByRole('button', { name: `Edit webhook ${webhook.url}` }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByRole('textbox', { name: 'A secret of your own' }), 'mine');
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByText('Begins with whsec_, without blanks.')).toBeTruthy();
    await userEvent.clear(dialog.getByRole('textbox', { name: 'A secret of your own' }));
    await userEvent.type(dialog.getByRole('textbox', { name: 'A secret of your own' }), 'whsec_mine');
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent.find(({ method }) => method === 'PUT')?.body).toMatchObject({ url: webhook.url, secret: 'whsec_mine' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.click(screen.getByRole('button', { name: `Delete webhook ${webhook.url}` }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(sent.some(({ method, path }) => method === 'DELETE' && path === `${WEBHOOKS}/w1`)).toBe(true));
  });

  it('load, and say what is wrong', async () => {
    await renderAt(page, { ...session, [`GET ${WEBHOOKS}`]: silence });
    expect(await screen.findByLabelText(texts.common.loading)).toBeTruthy();
    await renderAt(page, { ...session, [`GET ${WEBHOOKS}`]: refusal(503, 'Busy', 'no database') });
    expect(await screen.findByText('no database')).toBeTruthy();
  });
});

it('of one API are for those who may publish it', async () => {
  const sent = await renderAt(`/publisher/apis/${apiId}/webhooks`, { ...publisher, ...sessionWith('apim:api_view', 'apim:api_create') });
  expect(await screen.findByText(texts.webhooks.publishersOnlyBody)).toBeTruthy();
  expect(sent.some(({ path }) => path.startsWith(OF_API))).toBe(false);
});
