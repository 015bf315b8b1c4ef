import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { api } from '../../../test/api';
import { answer, refusal, showPortal, silence } from '../../../test/portal';
import { texts } from '../../../texts';

const { id } = api();
const PATH = `/publisher/apis/${id}/subscriptions`;
const REST = `/api/am/publisher/v4/apis/${id}`;
const FOUND = { [`GET ${REST}`]: answer(200, api(), { ETag: '"1"' }) };
const PLANS = 'GET /api/am/publisher/v4/throttling-policies/subscription';
const unlimited = { name: 'AsyncUnlimited', description: 'No limit', requestCount: -1, unitTime: -1, stopOnQuotaReach: true };
const gold = { name: 'AsyncGold', description: 'A lot', requestCount: 50_000, unitTime: 1, timeUnit: 'days', stopOnQuotaReach: true };
const plans = { list: [unlimited, gold] };

test('plans are chosen by their limits, and whether the publisher is asked', async () => {
  const user = userEvent.setup();
  const { requests } = showPortal(PATH, { ...FOUND, [PLANS]: plans, [`PUT ${REST}`]: answer(200, api({ policies: ['AsyncUnlimited', 'AsyncGold'] }), { ETag: '"2"' }) });
  expect(await screen.findByText('50,000 events a day. A lot')).toBeTruthy();
  expect(screen.getByText('No limit')).toBeTruthy();
  await user.click(screen.getByRole('checkbox', { name: 'AsyncGold' }));
  await user.selectOptions(screen.getByRole('combobox', { name: texts.subscriptions.approval }), texts.subscriptions.approvals.needed);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Saved.')).toBeTruthy();
  expect(await requests.find(({ method }) => method === 'PUT')?.clone().json()).toMatchObject({
    policies: ['AsyncUnlimited', 'AsyncGold'],
    streaming: { subscriptionApproval: true },
  });
});

test('that the installation says whether the publisher is asked is sent, too', async () => {
  const user = userEvent.setup();
  const asked = answer(200, api({ streaming: { ...api().streaming, subscriptionApproval: true } }), { ETag: '"1"' });
  const { requests } = showPortal(PATH, { [`GET ${REST}`]: asked, [PLANS]: plans, [`PUT ${REST}`]: answer(200, api(), { ETag: '"2"' }) });
  await user.selectOptions(await screen.findByRole('combobox', { name: texts.subscriptions.approval }), texts.subscriptions.approvals.usual);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Saved.')).toBeTruthy();
  const { streaming } = await requests.find(({ method }) => method === 'PUT')?.clone().json();
  expect(streaming).toMatchObject({ subscriptionApprovalAsInstalled: true });
  expect(streaming).not.toHaveProperty('subscriptionApproval');
});

test('without a plan it says what that means', async () => {
  showPortal(PATH, { ...FOUND, [PLANS]: plans });
  await userEvent.click(await screen.findByRole('checkbox', { name: 'AsyncUnlimited' }));
  expect(await screen.findByText('Without a plan no application can subscribe.')).toBeTruthy();
});

test('it says that it loads', async () => {
  showPortal(PATH, { ...FOUND, [PLANS]: silence });
  expect((await screen.findAllByLabelText(texts.common.loading)).length).toBeGreaterThan(0);
});

test('it says what went wrong', async () => {
  showPortal(PATH, { ...FOUND, [PLANS]: refusal(503, 'Service Unavailable', 'The database does not answer.') });
  expect(await screen.findByText('The database does not answer.')).toBeTruthy();
});

test('no plan is chosen while the choice before it is stored', async () => {
  showPortal(PATH, { ...FOUND, [PLANS]: plans, [`PUT ${REST}`]: silence });
  await userEvent.click(await screen.findByRole('checkbox', { name: 'AsyncGold' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(screen.getByRole('checkbox', { name: 'AsyncUnlimited' })).toHaveProperty('disabled', true);
});
