import type { PlanLevel } from './limits';

/** Where the plans of a level are listed, made and changed. */
export const PLAN_PAGES = {
  subscription: { list: '/admin/business-plans', create: '/admin/business-plans/new', one: '/admin/business-plans/$planId' },
  application: { list: '/admin/application-plans', create: '/admin/application-plans/new', one: '/admin/application-plans/$planId' },
} as const satisfies Record<PlanLevel, object>;
