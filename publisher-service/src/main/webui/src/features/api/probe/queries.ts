import { useMutation } from '@tanstack/react-query';
import { fetchJson, withQuery } from '../../../api/client';
import { APIS } from '../api/queries';
import { probeShape } from './shapes';

interface Request {
  readonly url: string;
  /** The API whose credentials are sent, if the address is at its endpoint. */
  readonly apiId?: string;
}

/** Asks a backend as a relay would, for some seconds. */
export function useProbe() {
  return useMutation({
    mutationFn: ({ url, apiId }: Request) =>
      fetchJson(withQuery(`${APIS}/validate-endpoint`, { endpointUrl: url, apiId }), probeShape, { method: 'POST' }),
  });
}
