import { z } from 'zod';
import { withQuery } from '../../../api/client';
import { APIS } from '../api/queries';
import { LIFECYCLE_STATES } from '../api/shapes';

export const PAGE_SIZE = 24;

/** What the list can be sorted by: the words of the REST API. */
export const SORTS = ['createdTime-desc', 'createdTime-asc', 'apiName-asc', 'apiName-desc', 'status-asc', 'version-desc'] as const;

/** How the user looks at the list: all of it is in the address, so that it can be kept and sent to others. */
export const homeSearchShape = z.object({
  q: z.string().optional().catch(undefined),
  state: z.enum(LIFECYCLE_STATES).optional().catch(undefined),
  sort: z.enum(SORTS).optional().catch(undefined),
  page: z.number().int().min(1).max(10_000).optional().catch(undefined),
  view: z.enum(['cards', 'table']).optional().catch(undefined),
});

export type HomeSearch = z.infer<typeof homeSearchShape>;

/** Returns the REST request of a view. */
export function requestOf({ q, state, sort = 'createdTime-desc', page = 1 }: HomeSearch): string {
  const [sortBy, sortOrder] = sort.split('-');
  const query = [q?.trim(), state && `status:"${state}"`].filter((term) => term !== undefined && term !== '').join(' ');
  return withQuery(APIS, { query, sortBy, sortOrder, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
}

/** Returns whether the view leaves anything out. */
export function isFiltered({ q, state }: HomeSearch): boolean {
  return (q ?? '').trim() !== '' || state !== undefined;
}
