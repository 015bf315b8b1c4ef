import { createRoute, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import { apiRoute } from './apiRoute';

const indexRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/',
  component: () => {
    const { apiId } = apiRoute.useParams();
    return <Navigate to="/publisher/apis/$apiId/overview" params={{ apiId }} replace />;
  },
});

const overviewRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/overview',
  component: lazyRouteComponent(() => import('../../features/api/overview/OverviewPage'), 'OverviewPage'),
});

const basicInfoRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/basic-info',
  component: lazyRouteComponent(() => import('../../features/api/basic/BasicInfoPage'), 'BasicInfoPage'),
});

const deploymentsRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/deployments',
  component: lazyRouteComponent(() => import('../../features/api/deployment/DeploymentsPage'), 'DeploymentsPage'),
});

const lifecycleRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/lifecycle',
  component: lazyRouteComponent(() => import('../../features/api/lifecycle/LifecyclePage'), 'LifecyclePage'),
});

const subscribersRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/subscribers',
  component: lazyRouteComponent(() => import('../../features/api/subscribers/SubscribersPage'), 'SubscribersPage'),
});

const usageRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/usage',
  component: lazyRouteComponent(() => import('../../features/api/usage/UsagePage'), 'UsagePage'),
});

const webhooksRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/webhooks',
  component: lazyRouteComponent(() => import('../../features/webhook/ApiWebhooksPage'), 'ApiWebhooksPage'),
});

/** The pages of an API that are about all of it. */
export const apiPages = [indexRoute, overviewRoute, basicInfoRoute, deploymentsRoute, lifecycleRoute, subscribersRoute, usageRoute, webhooksRoute] as const;
