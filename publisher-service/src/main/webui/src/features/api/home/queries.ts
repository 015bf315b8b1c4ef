import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchJson, withQuery } from '../../../api/client';
import { requestOf, type HomeSearch } from './search';
import { apiListShape, liveListShape } from './shapes';

const OFTEN_MS = 5_000;

/** The APIs of a view with how they stand, asked again every 5 s while the page is looked at; while the next view is on its way, the last one stays. */
export const apisQuery = (search: HomeSearch) => {
  const request = requestOf(search);
  return queryOptions({
    queryKey: ['apis', request],
    queryFn: ({ signal }) => fetchJson(request, apiListShape, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: OFTEN_MS,
  });
};

/** Clients and events of APIs, asked again every 5 s while the page is looked at. */
export const liveQuery = (apiIds: readonly string[]) =>
  queryOptions({
    queryKey: ['live-usage', apiIds],
    queryFn: ({ signal }) =>
      fetchJson(withQuery('/api/am/publisher/v4/usage/live', { apiIds: apiIds.join(',') }), liveListShape, { signal, background: true }),
    enabled: apiIds.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: OFTEN_MS,
  });
