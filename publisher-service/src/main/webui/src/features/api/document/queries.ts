import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { fetchJson, send, withQuery } from '../../../api/client';
import { apiKey, apiPath, APIS, readAgainIfChanged } from '../api/queries';
import { validationShape } from './shapes';

export type Format = 'json' | 'yaml';

/** A document as it is stored or made. */
export interface ApiDocument {
  readonly text: string;
  readonly format: Format;
  readonly etag: string | null;
}

interface Wanted {
  readonly format?: Format;
  /** Of AsyncAPI, `2.6.0` or `3.0.0`; none: the one that there is. */
  readonly version?: string;
}

/** Returns an API's document, or by a revision's id that of the revision. */
export async function fetchDocument(id: string, wanted: Wanted = {}, signal?: AbortSignal): Promise<ApiDocument> {
  const path = withQuery(apiPath(id, 'asyncapi'), { format: wanted.format, version: wanted.version });
  const response = await send(path, { accept: 'application/json, application/yaml', ...(signal !== undefined && { signal }) });
  const isYaml = (response.headers.get('Content-Type') ?? '').includes('yaml');
  return { text: await response.text(), format: isYaml ? 'yaml' : 'json', etag: response.headers.get('ETag') };
}

/** An API's document as it was written, or in one format. */
export const documentQuery = (apiId: string, format?: Format) =>
  queryOptions({
    queryKey: [...apiKey(apiId), 'document', format ?? 'own'],
    queryFn: ({ signal }) => fetchDocument(apiId, format === undefined ? {} : { format }, signal),
  });

/** The document of a revision, which never changes. */
export const revisionDocumentQuery = (apiId: string, revisionId: string, format: Format) =>
  queryOptions({
    queryKey: [...apiKey(apiId), 'document', format, revisionId],
    queryFn: ({ signal }) => fetchDocument(revisionId, { format }, signal),
    staleTime: Infinity,
  });

/** As a file, since browsers send the lines of a plain text with other ends. */
function formOf(text: string): FormData {
  const form = new FormData();
  form.append('file', new Blob([text], { type: 'text/plain' }), 'asyncapi.txt');
  return form;
}

/** Checks a text; nothing is stored. */
export const validationQuery = (text: string) =>
  queryOptions({
    queryKey: ['validate-asyncapi', text],
    queryFn: ({ signal }) => fetchJson(`${APIS}/validate-asyncapi`, validationShape, { method: 'POST', body: formOf(text), signal }),
    staleTime: Infinity,
    gcTime: 60_000,
  });

interface Saved {
  readonly text: string;
  readonly format: Format;
  readonly etag: string | null;
}

/** Stores a document, and returns it with its new entity tag; the API becomes what it says. */
export function useSaveDocument(apiId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ text, format, etag }: Saved): Promise<ApiDocument> => {
      const response = await send(apiPath(apiId, 'asyncapi'), { method: 'PUT', body: formOf(text), ifMatch: etag });
      return { text, format, etag: response.headers.get('ETag') };
    },
    onSuccess: async (stored) => {
      client.setQueryData(documentQuery(apiId).queryKey, stored);
      await client.invalidateQueries({ queryKey: apiKey(apiId) });
    },
    onError: (error) => readAgainIfChanged(client, apiId, error),
  });
}
