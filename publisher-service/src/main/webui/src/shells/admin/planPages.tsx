import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from './shellRoute';

const businessPlansRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/business-plans',
  component: lazyRouteComponent(() => import('../../features/plan/PlansPage'), 'BusinessPlansPage'),
});

const newBusinessPlanRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/business-plans/new',
  component: lazyRouteComponent(() => import('../../features/plan/PlanPage'), 'NewBusinessPlanPage'),
});

const businessPlanRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/business-plans/$planId',
  component: lazyRouteComponent(() => import('../../features/plan/PlanPage'), 'BusinessPlanPage'),
});

const applicationPlansRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/application-plans',
  component: lazyRouteComponent(() => import('../../features/plan/PlansPage'), 'ApplicationPlansPage'),
});

const newApplicationPlanRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/application-plans/new',
  component: lazyRouteComponent(() => import('../../features/plan/PlanPage'), 'NewApplicationPlanPage'),
});

const applicationPlanRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/application-plans/$planId',
  component: lazyRouteComponent(() => import('../../features/plan/PlanPage'), 'ApplicationPlanPage'),
});

/** The plans of subscriptions and of applications. */
export const planPages = [
  businessPlansRoute,
  newBusinessPlanRoute,
  businessPlanRoute,
  applicationPlansRoute,
  newApplicationPlanRoute,
  applicationPlanRoute,
] as const;
