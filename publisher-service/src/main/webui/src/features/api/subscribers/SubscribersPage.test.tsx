import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { api } from '../../../test/api';
import { queryOf, refusal, renderAt, sessionWith, silence, type Answers } from '../../../test/renderAt';
import { texts } from '../../../texts';

const { id } = api();
const PATH = `/publisher/apis/${id}/subscribers`;
const V4 = '/api/am/publisher/v4';
const SUBSCRIPTIONS = `${V4}/subscriptions`;
const one = {
  subscriptionId: 's1',
  applicationInfo: { applicationId: 'a1', name: 'Chart', subscriber: 'bob' },
  throttlingPolicy: 'AsyncUnlimited',
  subscriptionStatus: 'UNBLOCKED',
  streaming: { apiId: id, createdTime: '2026-11-30T01:16:59Z' },
};
const waiting = {
  ...one,
  subscriptionId: 's2',
  applicationInfo: { applicationId: 'a2', name: 'Wall', subscriber: 'eve' },
  subscriptionStatus: 'TIER_UPDATE_PENDING',
  streaming: { ...one.streaming, requestedThrottlingPolicy: 'AsyncGold' },
};
const list = (...found: readonly object[]) => ({ count: found.length, list: found, pagination: { total: found.length } });
const answers: Answers = {
  ...sessionWith('apim:api_view', 'apim:subscription_view', 'apim:subscription_manage'),
  [`GET ${V4}/apis/${id}`]: api({ policies: ['AsyncDefaultSubscriptionless', 'AsyncUnlimited', 'AsyncGold'] }),
  [`GET ${V4}/throttling-policies/subscription`]: { list: [{ name: 'AsyncGold', requestCount: 50_000, unitTime: 1, timeUnit: 'days', stopOnQuotaReach: true }] },
  [`GET ${SUBSCRIPTIONS}`]: list(one, waiting),
};

describe('the subscribers of an API', () => {
  it('are listed with plan and state', async () => {
    await renderAt(PATH, answers);
    expect(await screen.findByText('Chart')).toBeTruthy();
    expect(screen.getByText('In use')).toBeTruthy();
    expect(screen.getByText('wants AsyncGold')).toBeTruthy();
  });

  it('are blocked many at once, after it was said what that does to streams, and each that fails is named', async () => {
    const sent = await renderAt(PATH, {
      ...answers,
      [`POST ${SUBSCRIPTIONS}/multiple`]: {
        count: 2,
        list: [
          { subscriptionId: 's1', status: 200 },
          { subscriptionId: 's2', status: 409, error: { code: 1, message: 'Conflict', description: 'It was rejected.' } },
        ],
      },
    });
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Choose all of this page' }));
    await userEvent.click(screen.getByRole('button', { name: 'Block' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/Open streams end within a second/)).toBeTruthy();
    await userEvent.click(dialog.getByRole('button', { name: 'Block' }));
    expect(await screen.findByText('Wall: It was rejected.')).toBeTruthy();
    expect(screen.getByText('Done for 1.')).toBeTruthy();
    expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ action: 'BLOCK', blockState: 'BLOCKED', subscriptionIds: ['s1', 's2'] });
  });

  it('get another plan, with its limits in words', async () => {
    const sent = await renderAt(PATH, { ...answers, [`POST ${SUBSCRIPTIONS}/multiple`]: { count: 1, list: [{ subscriptionId: 's1', status: 200 }] } });
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Choose Chart' }));
    await userEvent.click(screen.getByRole('button', { name: 'Change plan' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getAllByRole('option').map((option) => option.textContent)).toEqual(['AsyncUnlimited', 'AsyncGold: 50,000 events a day']);
    await userEvent.selectOptions(await dialog.findByRole('combobox', { name: 'New plan' }), await dialog.findByRole('option', { name: 'AsyncGold: 50,000 events a day' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Change plan' }));
    await waitFor(() => expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ action: 'CHANGE_PLAN', businessPlan: 'AsyncGold', subscriptionIds: ['s1'] }));
  });

  it('that wait are approved; those that do not wait cannot be', async () => {
    const sent = await renderAt(PATH, { ...answers, [`POST ${SUBSCRIPTIONS}/multiple`]: { count: 1, list: [{ subscriptionId: 's2', status: 200 }] } });
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Choose Chart' }));
    expect(screen.getByRole('button', { name: 'Approve' })).toHaveProperty('disabled', true);
    await userEvent.click(screen.getByRole('checkbox', { name: 'Choose Wall' }));
    await userEvent.click(screen.getByRole('button', { name: 'Approve' }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Approve' }));
    await waitFor(() => expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ action: 'APPROVE', subscriptions: [{ subscriptionId: 's2', businessPlan: 'AsyncGold' }], comment: '' }));
  });

  it('are searched as text, and only those that wait', async () => {
    const sent = await renderAt(PATH, answers);
    await userEvent.type(await screen.findByRole('textbox', { name: texts.subscribers.search }), 'my app');
    await userEvent.click(screen.getByRole('switch', { name: texts.subscribers.pendingOnly }));
    await waitFor(() => {
      const last = queryOf(sent.filter(({ path }) => path.startsWith(SUBSCRIPTIONS)).at(-1));
      expect([last.get('query'), last.get('pending')]).toEqual(['"my app"', 'true']);
    });
  });

  it('are only shown to users who may not change them', async () => {
    await renderAt(PATH, { ...answers, ...sessionWith('apim:api_view') });
    expect(await screen.findByText('Chart')).toBeTruthy();
    expect(screen.queryByRole('checkbox', { name: 'Choose Chart' })).toBeNull();
  });

  it('load, are none, and say what is wrong', async () => {
    await renderAt(PATH, { ...answers, [`GET ${SUBSCRIPTIONS}`]: silence });
    expect((await screen.findAllByLabelText(texts.common.loading)).length).toBeGreaterThan(0);
    await renderAt(PATH, { ...answers, [`GET ${SUBSCRIPTIONS}`]: list() });
    expect(await screen.findByText(texts.subscribers.emptyTitle)).toBeTruthy();
    await renderAt(PATH, { ...answers, [`GET ${SUBSCRIPTIONS}`]: refusal(503, 'Busy', 'no database') });
    expect(await screen.findByText('no database')).toBeTruthy();
  });
});
