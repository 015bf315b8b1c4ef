import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { fetchJson, fetchVersioned, withQuery, type Versioned } from '../../../api/client';
import { problemOf } from '../../../api/problem';
import { apiShape, upstreamListShape, type Api } from './shapes';

export const APIS = '/api/am/publisher/v4/apis';

/** The REST path of one API, or of what is below it: `apiPath(id, 'revisions')`. */
export function apiPath(apiId: string, ...below: readonly string[]): string {
  return [APIS, apiId, ...below].map((part, index) => (index === 0 ? part : encodeURIComponent(part))).join('/');
}

/** One API with its entity tag. Every query about an API has a key that begins so. */
export const apiKey = (apiId: string) => ['api', apiId] as const;

export const apiQuery = (apiId: string) =>
  queryOptions({
    queryKey: [...apiKey(apiId), 'design'],
    queryFn: ({ signal }) => fetchVersioned(apiPath(apiId), apiShape, { signal }),
  });

const UPSTREAMS_EVERY_MS = 5_000;
const MOST_UPSTREAMS = 200;

/** The backend connections of an API, asked again every 5 s while the page is looked at. */
export const upstreamsQuery = (apiId: string) =>
  queryOptions({
    queryKey: [...apiKey(apiId), 'upstreams'],
    queryFn: ({ signal }) => fetchJson(withQuery(apiPath(apiId, 'upstreams'), { limit: MOST_UPSTREAMS }), upstreamListShape, { signal }),
    refetchInterval: UPSTREAMS_EVERY_MS,
  });

const CHANGED = 412;

/** Reads an API again when a request was refused since another user has changed it. */
export function readAgainIfChanged(client: QueryClient, apiId: string, error: unknown): void {
  if (problemOf(error).status === CHANGED) {
    void client.invalidateQueries({ queryKey: apiKey(apiId) });
  }
}

interface Update {
  /** The edition that the user has changed; when another one has been stored since, the update is refused with 412. */
  readonly edition: Versioned<Api>;
  readonly api: Api;
}

/** Stores a changed API as a whole. */
export function useUpdateApi() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ edition, api }: Update) =>
      fetchVersioned(apiPath(api.id), apiShape, { method: 'PUT', json: api, ifMatch: edition.etag }),
    onSuccess: (stored) => {
      client.setQueryData(apiQuery(stored.value.id).queryKey, stored);
      void client.invalidateQueries({ queryKey: ['apis'] });
      void client.invalidateQueries({ queryKey: apiKey(stored.value.id) });
    },
    onError: (error, { api }) => readAgainIfChanged(client, api.id, error),
  });
}
