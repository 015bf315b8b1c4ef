import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchJson, withQuery } from '../../../api/client';
import { apiKey, apiPath } from '../api/queries';
import { SPANS, type Group, type Span } from './report';
import { usageShape } from './shapes';

const EVERY_MS = 10_000;
const MOST_ROWS = 1_000;

/** What of an API was delivered in a time up to now, asked again every 10 s while the page is looked at. */
export const usageQuery = (apiId: string, span: Span, group: Group) =>
  queryOptions({
    queryKey: [...apiKey(apiId), 'usage', span, group],
    queryFn: ({ signal }) => {
      const { ms, interval, whole } = SPANS[span];
      const query = {
        from: Date.now() - ms,
        interval: group === 'time' ? interval : whole,
        groupBy: group === 'time' ? null : group,
        limit: MOST_ROWS,
      };
      return fetchJson(withQuery(apiPath(apiId, 'usage'), query), usageShape, { signal, background: true });
    },
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
  });
