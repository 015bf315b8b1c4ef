import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { refusal, renderAt, silence, type Answers } from '../../test/renderAt';
import { texts } from '../../texts';

const WEBHOOKS = '/api/am/admin/v4/webhooks';
const webhook = {
  id: 'w1',
  url: 'https://hooks.example.com/sluice',
  events: ['quota.reached', 'backend.down'],
  description: 'On call',
  active: true,
  createdTime: '2026-11-30T04:00:00Z',
  updatedTime: '2026-11-30T04:00:00Z',
};
const delivery = { id: 'd1', event: 'test', state: 'failed', attempts: 3, createdTime: '2026-11-30T04:00:00Z', status: 500, reason: 'answered 500', body: '{}' };
const list = (...found: readonly object[]) => ({ count: found.length, list: found });
const session = { 'GET /portal/session': { user: 'root', roles: ['admin'], scopes: ['apim:admin'] } };
const answers: Answers = { ...session, [`GET ${WEBHOOKS}`]: list(webhook), [`GET ${WEBHOOKS}/w1`]: webhook, [`GET ${WEBHOOKS}/w1/deliveries`]: list(delivery) };

describe('the webhooks', () => {
  it('are listed with what they are told of', async () => {
    await renderAt('/admin/webhooks', answers);
    expect(await screen.findByText(webhook.url)).toBeTruthy();
    expect(screen.getByText('A quota is reached, A backend has been down for minutes')).toBeTruthy();
  });

  it('are made, and their secret is shown once', async () => {
    const sent = await renderAt('/admin/webhooks', { ...session, [`GET ${WEBHOOKS}`]: list(), [`POST ${WEBHOOKS}`]: { ...webhook, secret: 'whsec_once' } });
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
    await renderAt('/admin/webhooks', { ...answers, [`PUT ${WEBHOOKS}/w1`]: refusal(400, 'Bad Request', '', { url: 'leads to an address that is not allowed' }) });
    await userEvent.click(await screen.findByRole('button', { name: `Edit webhook ${webhook.url}` }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByText('leads to an address that is not allowed')).toBeTruthy();
  });

  it('show their messages, and send a test', async () => {
    const sent = await renderAt('/admin/webhooks', { ...answers, [`POST ${WEBHOOKS}/w1/test`]: { ...delivery, state: 'waiting' } });
    await userEvent.click(await screen.findByRole('button', { name: `Messages to ${webhook.url}` }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText('500 answered 500')).toBeTruthy();
    await userEvent.click(dialog.getByRole('button', { name: 'Send a test' }));
    await waitFor(() => expect(sent.some(({ method }) => method === 'POST')).toBe(true));
  });

  it('load, and say what is wrong', async () => {
    await renderAt('/admin/webhooks', { ...session, [`GET ${WEBHOOKS}`]: silence });
    expect(await screen.findByLabelText(texts.common.loading)).toBeTruthy();
    await renderAt('/admin/webhooks', { ...session, [`GET ${WEBHOOKS}`]: refusal(503, 'Busy', 'no database') });
    expect(await screen.findByText('no database')).toBeTruthy();
  });
});
