import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchJson, withQuery } from '../../../api/client';
import { apiKey } from '../api/queries';
import { planListShape, subscriptionListShape } from './shapes';

const PUBLISHER = '/api/am/publisher/v4';
/** Subscribers on a page. */
export const PAGE_SIZE = 25;

/** The business plans that there are. */
export const plansQuery = () =>
  queryOptions({
    queryKey: ['plans'],
    queryFn: ({ signal }) => fetchJson(`${PUBLISHER}/throttling-policies/subscription`, planListShape, { signal }),
    staleTime: 60_000,
  });

/** The applications that have subscribed to an API, a page of them; 1 is the first. */
export const subscriptionsQuery = (apiId: string, page: number) =>
  queryOptions({
    queryKey: [...apiKey(apiId), 'subscriptions', page],
    queryFn: ({ signal }) =>
      fetchJson(withQuery(`${PUBLISHER}/subscriptions`, { apiId, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }), subscriptionListShape, { signal }),
    placeholderData: keepPreviousData,
  });
