import { queryOptions } from '@tanstack/react-query';
import { fetchJson, send, withQuery } from '../../../api/client';
import { subscriptionListShape, subscriptionShape, type Subscription } from './shapes';

const SUBSCRIPTIONS = '/api/am/devportal/v3/subscriptions';
const ALL = 1_000;

/** Which subscriptions: those of an application, of an API, or of both. */
export interface SubscriptionFilter {
  readonly applicationId?: string;
  readonly apiId?: string;
}

export function loadSubscriptions(filter: SubscriptionFilter, signal?: AbortSignal) {
  return fetchJson(withQuery(SUBSCRIPTIONS, { ...filter, limit: ALL }), subscriptionListShape, signal === undefined ? {} : { signal });
}

export const subscriptionsQuery = (filter: SubscriptionFilter) =>
  queryOptions({ queryKey: ['subscriptions', filter], queryFn: ({ signal }) => loadSubscriptions(filter, signal) });

export function createSubscription(applicationId: string, apiId: string, plan: string): Promise<Subscription> {
  return fetchJson(SUBSCRIPTIONS, subscriptionShape, { method: 'POST', json: { applicationId, apiId, throttlingPolicy: plan } });
}

/** Another plan for the same subscription; its streams go on. */
export function changePlan({ subscriptionId, apiId, applicationId }: Subscription, plan: string): Promise<Subscription> {
  const json = { subscriptionId, apiId, applicationId, throttlingPolicy: plan };
  return fetchJson(`${SUBSCRIPTIONS}/${encodeURIComponent(subscriptionId)}`, subscriptionShape, { method: 'PUT', json });
}

export async function deleteSubscription(subscriptionId: string): Promise<void> {
  await send(`${SUBSCRIPTIONS}/${encodeURIComponent(subscriptionId)}`, { method: 'DELETE' });
}
