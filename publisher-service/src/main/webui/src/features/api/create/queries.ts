import { useMutation, useQueryClient } from '@tanstack/react-query';
import { fetchVersioned } from '../../../api/client';
import { apiQuery, APIS } from '../api/queries';
import { apiShape } from '../api/shapes';
import type { NewApiValues } from './shapes';

/** Of a new API, until its creator says otherwise. */
export const FIRST_TOPIC = '/*';
export const FIRST_PLAN = 'AsyncUnlimited';

/** Creates an API that passes everything of its backend on. */
export function useCreateApi() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, context, version, endpoint }: NewApiValues) =>
      fetchVersioned(APIS, apiShape, {
        method: 'POST',
        json: {
          name,
          context,
          version,
          type: 'SSE',
          policies: [FIRST_PLAN],
          operations: [{ target: FIRST_TOPIC, verb: 'SUBSCRIBE' }],
          endpointConfig: { endpoint_type: 'http', production_endpoints: { url: endpoint } },
        },
      }),
    onSuccess: (created) => {
      client.setQueryData(apiQuery(created.value.id).queryKey, created);
      void client.invalidateQueries({ queryKey: ['apis'] });
    },
  });
}
