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
const SUBSCRIPTIONS = 'GET /api/am/publisher/v4/subscriptions';
const plans = { list: [{ name: 'AsyncUnlimited', description: '' }, { name: 'AsyncGold', description: 'A lot' }] };
const listOf = (...list: readonly object[]) => ({ count: list.length, list, pagination: { total: list.length } });

test('plans are chosen, and subscribers listed', async () => {
  const user = userEvent.setup();
  const { requests } = showPortal(PATH, {
    ...FOUND,
    [PLANS]: plans,
    [SUBSCRIPTIONS]: listOf({ subscriptionId: 's', applicationInfo: { name: 'Chart', subscriber: 'bob' }, throttlingPolicy: 'AsyncUnlimited', subscriptionStatus: 'UNBLOCKED' }),
    [`PUT ${REST}`]: answer(200, api({ policies: ['AsyncUnlimited', 'AsyncGold'] }), { ETag: '"2"' }),
  });
  await user.click(await screen.findByRole('checkbox', { name: 'AsyncGold' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Saved.')).toBeTruthy();
  expect(await screen.findByText('Chart')).toBeTruthy();
  expect(await requests.find(({ method }) => method === 'PUT')?.clone().json()).toMatchObject({ policies: ['AsyncUnlimited', 'AsyncGold'] });
});

test('without a plan it says what that means', async () => {
  showPortal(PATH, { ...FOUND, [PLANS]: plans, [SUBSCRIPTIONS]: listOf() });
  await userEvent.click(await screen.findByRole('checkbox', { name: 'AsyncUnlimited' }));
  expect(await screen.findByText('Without a plan no application can subscribe.')).toBeTruthy();
  expect(await screen.findByRole('heading', { name: 'No subscriptions yet' })).toBeTruthy();
});

test('it says that it loads, and what went wrong', async () => {
  showPortal(PATH, { ...FOUND, [PLANS]: silence, [SUBSCRIPTIONS]: refusal(503, 'Service Unavailable', 'The database does not answer.') });
  expect(await screen.findByText('The database does not answer.')).toBeTruthy();
  expect(screen.getByLabelText(texts.common.loading)).toBeTruthy();
});

test('no plan is chosen while the choice before it is stored', async () => {
  showPortal(PATH, { ...FOUND, [PLANS]: plans, [SUBSCRIPTIONS]: listOf(), [`PUT ${REST}`]: silence });
  await userEvent.click(await screen.findByRole('checkbox', { name: 'AsyncGold' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(screen.getByRole('checkbox', { name: 'AsyncUnlimited' })).toHaveProperty('disabled', true);
});
