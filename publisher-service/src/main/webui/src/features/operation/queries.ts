import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchJson, withQuery } from '../../api/client';
import { environmentListShape, nodeListShape, upstreamListShape } from './shapes';

const ADMIN = '/api/am/admin/v4';

/** What nodes report every five seconds is shown as often. */
const REFRESH_MS = 5_000;
const PAGE = 100;

export const environmentsQuery = () =>
  queryOptions({ queryKey: ['environments'], queryFn: ({ signal }) => fetchJson(`${ADMIN}/environments`, environmentListShape, { signal }) });

export const gatewaysQuery = (environmentId: string) =>
  queryOptions({
    queryKey: ['gateways', environmentId],
    queryFn: ({ signal }) => fetchJson(`${ADMIN}/environments/${encodeURIComponent(environmentId)}/gateways`, nodeListShape, { signal }),
    refetchInterval: REFRESH_MS,
  });

export const relaysQuery = () =>
  queryOptions({ queryKey: ['relays'], queryFn: ({ signal }) => fetchJson(`${ADMIN}/relays`, nodeListShape, { signal }), refetchInterval: REFRESH_MS });

/** @param status empty: any */
export const upstreamsQuery = (status: string) =>
  infiniteQueryOptions({
    queryKey: ['all-upstreams', status],
    queryFn: ({ signal, pageParam }) => fetchJson(withQuery(`${ADMIN}/upstreams`, { status, limit: PAGE, offset: pageParam }), upstreamListShape, { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ pagination, count }) => (pagination.offset + count < pagination.total ? pagination.offset + count : undefined),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
