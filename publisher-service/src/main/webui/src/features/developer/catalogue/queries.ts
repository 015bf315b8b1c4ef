import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchJson, send, withQuery } from '../../../api/client';
import { catalogueShape, developerApiShape, tagsShape } from './shapes';

const APIS = '/api/am/devportal/v3/apis';
const PAGE = 48;

/** What the catalogue is narrowed to. */
export interface CatalogueSearch {
  /** The server's terms: words, `name:`, `context:`, `provider:`, .. */
  readonly query?: string | undefined;
  readonly tag?: string | undefined;
}

export const catalogueQuery = (search: CatalogueSearch) =>
  infiniteQueryOptions({
    queryKey: ['catalogue', search],
    queryFn: ({ signal, pageParam }) =>
      fetchJson(withQuery(APIS, { query: termsOf(search), limit: PAGE, offset: pageParam }), catalogueShape, { signal, anonymous: true }),
    initialPageParam: 0,
    getNextPageParam: ({ pagination, count }) => (pagination.offset + count < pagination.total ? pagination.offset + count : undefined),
    placeholderData: keepPreviousData,
  });

/** Returns the server's terms; a tag has to match as a whole. */
export function termsOf({ query = '', tag = '' }: CatalogueSearch): string {
  return [query.trim(), tag === '' ? '' : `tag:"${tag.replaceAll('"', '')}"`].filter((term) => term !== '').join(' ');
}

export const tagsQuery = () =>
  queryOptions({
    queryKey: ['catalogue-tags'],
    queryFn: ({ signal }) => fetchJson(withQuery('/api/am/devportal/v3/tags', { limit: 100 }), tagsShape, { signal, anonymous: true }),
  });

export const developerApiQuery = (apiId: string) =>
  queryOptions({
    queryKey: ['developer-api', apiId],
    queryFn: ({ signal }) => fetchJson(`${APIS}/${encodeURIComponent(apiId)}`, developerApiShape, { signal, anonymous: true }),
  });

export const developerDocumentQuery = (apiId: string) =>
  queryOptions({
    queryKey: ['developer-document', apiId],
    queryFn: async ({ signal }) => {
      const response = await send(`${APIS}/${encodeURIComponent(apiId)}/swagger`, { accept: 'application/json', signal, anonymous: true });
      return response.text();
    },
  });
