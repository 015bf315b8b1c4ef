import { useMutation, useQueryClient } from '@tanstack/react-query';
import { fetchVersioned, send, withQuery, type Versioned } from '../../../api/client';
import { apiKey, apiPath, apiQuery, APIS, readAgainIfChanged } from '../api/queries';
import { apiShape, type Api } from '../api/shapes';

/** Deletes an API in the edition that the user sees. */
export function useDeleteApi() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ value, etag }: Versioned<Api>) => send(apiPath(value.id), { method: 'DELETE', ifMatch: etag }),
    onSuccess: (_, { value }) => {
      client.removeQueries({ queryKey: apiKey(value.id) });
      void client.invalidateQueries({ queryKey: ['apis'] });
    },
    onError: (error, { value }) => readAgainIfChanged(client, value.id, error),
  });
}

interface Copy {
  readonly apiId: string;
  readonly version: string;
  readonly isDefault: boolean;
}

/** Makes the same API in another version. */
export function useNewVersion() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ apiId, version, isDefault }: Copy) =>
      fetchVersioned(withQuery(`${APIS}/copy-api`, { apiId, newVersion: version, defaultVersion: isDefault }), apiShape, { method: 'POST' }),
    onSuccess: (made) => {
      client.setQueryData(apiQuery(made.value.id).queryKey, made);
      void client.invalidateQueries({ queryKey: ['apis'] });
    },
  });
}
