import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { fetchJson, withQuery } from '../../../api/client';
import { apiKey } from '../api/queries';

const PUBLISHER = '/api/am/publisher/v4';
const MOST = 100;

const planListShape = z.object({ list: z.array(z.object({ name: z.string(), description: z.string().default('') })) });

/** The business plans that there are. */
export const plansQuery = () =>
  queryOptions({
    queryKey: ['plans'],
    queryFn: ({ signal }) => fetchJson(`${PUBLISHER}/throttling-policies/subscription`, planListShape, { signal }),
    staleTime: 60_000,
  });

const subscriptionListShape = z.object({
  list: z.array(
    z.object({
      subscriptionId: z.string(),
      applicationInfo: z.object({ name: z.string(), subscriber: z.string().optional() }),
      throttlingPolicy: z.string(),
      subscriptionStatus: z.string(),
    }),
  ),
  pagination: z.object({ total: z.number() }),
});

/** The applications that have subscribed to an API. */
export const subscriptionsQuery = (apiId: string) =>
  queryOptions({
    queryKey: [...apiKey(apiId), 'subscriptions'],
    queryFn: ({ signal }) => fetchJson(withQuery(`${PUBLISHER}/subscriptions`, { apiId, limit: MOST }), subscriptionListShape, { signal }),
  });
