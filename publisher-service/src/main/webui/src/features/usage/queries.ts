import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchJson, withQuery } from '../../api/client';
import { SPANS, type Group, type Span } from './report';
import { usageShape } from './shapes';

const EVERY_MS = 10_000;
const MOST_ROWS = 1_000;

/** What was delivered in a time up to now, by the report at `path`; asked again every 10 s while the page is looked at. */
export const usageQuery = (path: string, span: Span, group: Group) =>
  queryOptions({
    queryKey: ['usage', path, span, group],
    queryFn: ({ signal }) => {
      const { ms, interval } = SPANS[span];
      const query = {
        from: Date.now() - ms,
        interval,
        ...(group !== 'time' && { groupBy: group, combined: true }),
        limit: MOST_ROWS,
      };
      return fetchJson(withQuery(path, query), usageShape, { signal, background: true });
    },
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
  });
