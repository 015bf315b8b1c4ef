import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { fetchJson, withQuery } from '../../api/client';
import { limitLine, planListShape, planShape, type Plan, type PlanLevel } from './limits';

const PLANS = '/api/am/devportal/v3/throttling-policies';
const ALL = 1_000;

/** The plans that developers choose from; everyone sees them. */
export const developerPlansQuery = (level: PlanLevel) =>
  queryOptions({
    queryKey: ['plans', 'developer', level],
    queryFn: ({ signal }) => fetchJson(withQuery(`${PLANS}/${level}`, { limit: ALL }), planListShape, { signal, anonymous: true }),
    staleTime: 60_000,
  });

/** The plans that an API is offered under and its reader may choose; one that takes no subscriptions can be among them. */
export const offeredPlansQuery = (apiId: string) =>
  queryOptions({
    queryKey: ['plans', 'offered', apiId],
    queryFn: ({ signal }) => fetchJson(`/api/am/devportal/v3/apis/${encodeURIComponent(apiId)}/subscription-policies`, z.array(planShape), { signal, anonymous: true }),
  });

/** Returns a plan's name with its limits, or the name alone while they are not known: `AsyncGold: 50,000 events a day`. */
export function planLabel(name: string, plans: readonly Plan[] | undefined): string {
  const plan = plans?.find((one) => one.name === name);
  return plan === undefined ? name : `${name}: ${limitLine(plan)}`;
}
