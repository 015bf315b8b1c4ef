import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { keyManagerPages } from './keyManagerPages';
import { planPages } from './planPages';
import { shellRoute } from './shellRoute';

const usersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../../features/identity/users/UsersPage'), 'UsersPage'),
});

const userRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/users/$userId',
  component: lazyRouteComponent(() => import('../../features/identity/users/UserPage'), 'UserPage'),
});

const environmentsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/environments',
  component: lazyRouteComponent(() => import('../../features/operation/EnvironmentsPage'), 'EnvironmentsPage'),
});

const upstreamsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/upstreams',
  component: lazyRouteComponent(() => import('../../features/operation/UpstreamsPage'), 'UpstreamsPage'),
});

const denyRulesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/deny-rules',
  component: lazyRouteComponent(() => import('../../features/deny/DenyRulesPage'), 'DenyRulesPage'),
});

const auditRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/audit',
  component: lazyRouteComponent(() => import('../../features/audit/AuditPage'), 'AuditPage'),
});

const webhooksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/webhooks',
  component: lazyRouteComponent(() => import('../../features/webhook/WebhooksPage'), 'WebhooksPage'),
});

const usageRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/usage',
  component: lazyRouteComponent(() => import('../../features/usage/AdminUsagePage'), 'AdminUsagePage'),
});

export const adminRoutes = shellRoute.addChildren([usersRoute, userRoute, environmentsRoute, upstreamsRoute, denyRulesRoute, usageRoute, auditRoute, webhooksRoute, ...planPages, ...keyManagerPages]);
