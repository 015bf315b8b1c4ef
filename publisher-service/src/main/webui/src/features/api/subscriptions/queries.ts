import { queryOptions } from '@tanstack/react-query';
import { fetchJson, withQuery } from '../../../api/client';
import { apiKey } from '../api/queries';
import { planListShape, subscriptionListShape } from './shapes';

const PUBLISHER = '/api/am/publisher/v4';
const MOST = 100;

/** The business plans that there are. */
export const plansQuery = () =>
  queryOptions({
    queryKey: ['plans'],
    queryFn: ({ signal }) => fetchJson(`${PUBLISHER}/throttling-policies/subscription`, planListShape, { signal }),
    staleTime: 60_000,
  });

/** The applications that have subscribed to an API. */
export const subscriptionsQuery = (apiId: string) =>
  queryOptions({
    queryKey: [...apiKey(apiId), 'subscriptions'],
    queryFn: ({ signal }) => fetchJson(withQuery(`${PUBLISHER}/subscriptions`, { apiId, limit: MOST }), subscriptionListShape, { signal }),
  });
