import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '../../../api/client';
import { apiKey, apiPath } from '../api/queries';
import { overviewShape } from './shapes';

const OFTEN_MS = 5_000;

/** What an API needs next, and how its backend is, asked again every 5 s while the page is looked at. */
export const overviewQuery = (apiId: string) =>
  queryOptions({
    queryKey: [...apiKey(apiId), 'overview'],
    queryFn: ({ signal }) => fetchJson(apiPath(apiId, 'overview'), overviewShape, { signal }),
    refetchInterval: OFTEN_MS,
  });
