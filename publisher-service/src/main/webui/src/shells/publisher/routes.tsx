import { createRoute, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import { homeSearchShape } from '../../features/api/home/search';
import { apiPages } from './apiPages';
import { apiRoute } from './apiRoute';
import { configurationPages } from './configurationPages';
import { shellRoute } from './shellRoute';

const indexRoute = createRoute({ getParentRoute: () => shellRoute, path: '/', component: () => <Navigate to="/publisher/apis" replace /> });

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/apis',
  validateSearch: homeSearchShape,
  component: lazyRouteComponent(() => import('../../features/api/home/HomePage'), 'HomePage'),
});

const scopesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/scopes',
  component: lazyRouteComponent(() => import('../../features/scope/SharedScopesPage'), 'SharedScopesPage'),
});

const createRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/create',
    component: lazyRouteComponent(() => import('../../features/api/create/CreatePage'), 'CreatePage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/create/streaming',
    component: lazyRouteComponent(() => import('../../features/api/create/CreatePage'), 'StreamingPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/create/sse',
    component: lazyRouteComponent(() => import('../../features/api/create/SseApiPage'), 'SseApiPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/create/import',
    component: lazyRouteComponent(() => import('../../features/api/importing/ImportPage'), 'ImportPage'),
  }),
] as const;

export const publisherRoutes = shellRoute.addChildren([
  indexRoute,
  homeRoute,
  scopesRoute,
  ...createRoutes,
  apiRoute.addChildren([...apiPages, ...configurationPages]),
]);
