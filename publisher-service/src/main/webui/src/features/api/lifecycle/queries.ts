import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { fetchJson, fetchVersioned, send, withQuery } from '../../../api/client';
import { apiKey, apiPath, APIS } from '../api/queries';
import type { Propagation } from '../deployment/queries';
import { historyShape, lifecycleShape } from './shapes';

/** The state of an API with the moves it can make, and the entity tag of the edition that this was read from. */
export const lifecycleQuery = (apiId: string) =>
  queryOptions({
    queryKey: [...apiKey(apiId), 'lifecycle'],
    queryFn: ({ signal }) => fetchVersioned(apiPath(apiId, 'lifecycle-state'), lifecycleShape, { signal }),
  });

export const historyQuery = (apiId: string) =>
  queryOptions({
    queryKey: [...apiKey(apiId), 'history'],
    queryFn: ({ signal }) => fetchJson(apiPath(apiId, 'lifecycle-history'), historyShape, { signal }),
  });

interface Move {
  readonly action: string;
  /** What is asked for along with the move, in the words of the lifecycle's `checkItems`. */
  readonly checked: readonly string[];
  readonly etag: string | null;
}

/** Moves an API to another state of its life. */
export function useMove(apiId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ action, checked, etag }: Move): Promise<Propagation> => {
      const lifecycleChecklist = checked.map((item) => `${item}:true`).join(',');
      const response = await send(withQuery(`${APIS}/change-lifecycle`, { apiId, action, lifecycleChecklist }), { method: 'POST', ifMatch: etag });
      return { isEverywhere: response.headers.get('Sluice-Propagated') !== 'pending' };
    },
    onSettled: async () => {
      await Promise.all([client.invalidateQueries({ queryKey: apiKey(apiId) }), client.invalidateQueries({ queryKey: ['apis'] })]);
    },
  });
}
