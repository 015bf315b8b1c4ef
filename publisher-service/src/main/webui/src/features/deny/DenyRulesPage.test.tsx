import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { refusal, renderAt, silence, type Answers } from '../../test/renderAt';
import { texts } from '../../texts';

const RULES = '/api/am/admin/v4/throttling/deny-policies';
const ONE = '/api/am/admin/v4/throttling/deny-policy';
const ofApi = { conditionId: 'd1', conditionType: 'API', conditionValue: '/prices/1.0.0', conditionStatus: true };
const ofAddress = { conditionId: 'd2', conditionType: 'IP', conditionValue: { fixedIp: '192.0.2.0/24', invert: true }, conditionStatus: false };
const ofRange = { conditionId: 'd3', conditionType: 'IPRANGE', conditionValue: { startingIp: '10.0.0.1', endingIp: '10.0.0.9', invert: false }, conditionStatus: true };
const list = (...found: readonly object[]) => ({ count: found.length, list: found, pagination: { total: found.length } });
const session = { 'GET /portal/session': { user: 'root', roles: ['admin'], scopes: ['apim:admin'] } };
const answers: Answers = { ...session, [`GET ${RULES}`]: list(ofApi, ofAddress, ofRange) };

describe('the deny rules', () => {
  it('are listed with what they keep out', async () => {
    await renderAt('/admin/deny-rules', answers);
    expect(await screen.findByText('/prices/1.0.0')).toBeTruthy();
    expect(screen.getByText('all but 192.0.2.0/24')).toBeTruthy();
    expect(screen.getByText('10.0.0.1 - 10.0.0.9')).toBeTruthy();
  });

  it('are switched and deleted', async () => {
    const sent = await renderAt('/admin/deny-rules', {
      ...answers,
      [`PATCH ${ONE}/d1`]: { ...ofApi, conditionStatus: false },
      [`DELETE ${ONE}/d1`]: new Response(null, { status: 200 }),
    });
    await userEvent.click(await screen.findByRole('switch', { name: 'Rule for /prices/1.0.0' }));
    await waitFor(() => expect(sent.find(({ method }) => method === 'PATCH')?.body).toEqual({ conditionId: 'd1', conditionStatus: false }));
    await userEvent.click(screen.getByRole('button', { name: 'Delete the rule for /prices/1.0.0' }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(sent.some(({ method }) => method === 'DELETE')).toBe(true));
  });

  it('are made by kind, with the words of the server at the field', async () => {
    let isKnown = false;
    const sent = await renderAt('/admin/deny-rules', {
      ...session,
      [`GET ${RULES}`]: list(),
      [`POST ${RULES}`]: () => (isKnown ? ofRange : refusal(400, 'Bad Request', '', { 'conditionValue.endingIp': 'not before it' })),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Create deny rule' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.selectOptions(dialog.getByRole('combobox', { name: 'Denied' }), 'Range of addresses');
    await userEvent.type(dialog.getByRole('textbox', { name: /First address/ }), '10.0.0.9');
    await userEvent.click(dialog.getByRole('button', { name: 'Create deny rule' }));
    expect(await dialog.findByText('Enter a value.')).toBeTruthy();
    await userEvent.type(dialog.getByRole('textbox', { name: /Last address/ }), '10.0.0.1');
    await userEvent.click(dialog.getByRole('button', { name: 'Create deny rule' }));
    expect(await dialog.findByText('not before it')).toBeTruthy();
    isKnown = true;
    await userEvent.click(dialog.getByRole('button', { name: 'Create deny rule' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent.findLast(({ method }) => method === 'POST')?.body).toEqual({
      conditionType: 'IPRANGE',
      conditionValue: { startingIp: '10.0.0.9', endingIp: '10.0.0.1', invert: false },
      conditionStatus: true,
    });
  });

  it('load, and say what is wrong', async () => {
    await renderAt('/admin/deny-rules', { ...session, [`GET ${RULES}`]: silence });
    expect(await screen.findByLabelText(texts.common.loading)).toBeTruthy();
    await renderAt('/admin/deny-rules', { ...session, [`GET ${RULES}`]: refusal(503, 'Busy', 'no database') });
    expect(await screen.findByText('no database')).toBeTruthy();
  });
});
