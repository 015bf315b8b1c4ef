import { queryOptions } from '@tanstack/react-query';
import { fetchJson, withQuery } from '../../../api/client';
import { planListShape } from '../../plan/limits';

const PLANS = '/api/am/publisher/v4/throttling-policies/subscription';
const ALL = 1_000;

/** The business plans that there are. */
export const plansQuery = () =>
  queryOptions({
    queryKey: ['plans'],
    queryFn: ({ signal }) => fetchJson(withQuery(PLANS, { limit: ALL }), planListShape, { signal }),
    staleTime: 60_000,
  });
