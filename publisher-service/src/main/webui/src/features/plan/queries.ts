import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { fetchJson, fetchVersioned, send, type Versioned } from '../../api/client';
import type { PlanLevel } from './limits';
import { adminPlanListShape, adminPlanShape, type AdminPlan } from './shapes';

const POLICIES = '/api/am/admin/v4/throttling/policies';

function planPath(level: PlanLevel, planId: string): string {
  return `${POLICIES}/${level}/${encodeURIComponent(planId)}`;
}

export const adminPlansQuery = (level: PlanLevel) =>
  queryOptions({
    queryKey: ['admin-plans', level],
    queryFn: ({ signal }) => fetchJson(`${POLICIES}/${level}`, adminPlanListShape, { signal }),
  });

export const adminPlanQuery = (level: PlanLevel, planId: string) =>
  queryOptions({
    queryKey: ['admin-plan', level, planId],
    queryFn: ({ signal }) => fetchVersioned(planPath(level, planId), adminPlanShape, { signal }),
  });

/** Stores a new plan, or one in the edition that was changed. */
export function savePlan(level: PlanLevel, body: object, edition: Versioned<AdminPlan> | null): Promise<Versioned<AdminPlan>> {
  return edition === null
    ? fetchVersioned(`${POLICIES}/${level}`, adminPlanShape, { method: 'POST', json: body })
    : fetchVersioned(planPath(level, edition.value.policyId), adminPlanShape, { method: 'PUT', json: body, ifMatch: edition.etag });
}

export async function deletePlan(level: PlanLevel, planId: string): Promise<void> {
  await send(planPath(level, planId), { method: 'DELETE' });
}

/** Lists of plans are read again, those that others choose from, too. */
export function forgetPlans(client: QueryClient, level: PlanLevel): void {
  void client.invalidateQueries({ queryKey: ['admin-plans', level] });
  void client.invalidateQueries({ queryKey: ['plans'] });
}
