import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchJson, withQuery } from '../../api/client';
import { auditListShape } from './shapes';

/** Entries on a page. */
export const PAGE_SIZE = 25;

/** What is searched: texts as a whole, empty = all; times as a field of the page has them, without a zone: the reader's. */
export interface AuditSearch {
  readonly user: string;
  readonly kind: string;
  readonly action: string;
  readonly subjectId: string;
  readonly from: string;
  readonly to: string;
}

export const EVERYTHING: AuditSearch = { user: '', kind: '', action: '', subjectId: '', from: '', to: '' };

export const auditQuery = (search: AuditSearch, page: number) =>
  queryOptions({
    queryKey: ['audit', search, page],
    queryFn: ({ signal }) => {
      const query = { ...search, from: timeOf(search.from), to: timeOf(search.to), limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
      return fetchJson(withQuery('/api/am/admin/v4/audit', query), auditListShape, { signal });
    },
    placeholderData: keepPreviousData,
  });

function timeOf(text: string): string {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString();
}
