import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '../../../api/client';
import { applicationPath } from '../application/queries';
import { quotaShape } from './shapes';

const EVERY_MS = 5_000;

/** What an application may still be delivered, asked again every 5 s while the page is looked at. */
export const quotaQuery = (applicationId: string) =>
  queryOptions({
    queryKey: ['quota', applicationId],
    queryFn: ({ signal }) => fetchJson(`${applicationPath(applicationId)}/quota`, quotaShape, { signal, background: true }),
    refetchInterval: EVERY_MS,
  });
