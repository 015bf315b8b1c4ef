import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from './shellRoute';

const listRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/key-managers',
  component: lazyRouteComponent(() => import('../../features/keymanager/KeyManagersPage'), 'KeyManagersPage'),
});

const newRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/key-managers/new',
  component: lazyRouteComponent(() => import('../../features/keymanager/KeyManagerPage'), 'NewKeyManagerPage'),
});

const oneRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/key-managers/$managerId',
  component: lazyRouteComponent(() => import('../../features/keymanager/KeyManagerPage'), 'KeyManagerPage'),
});

/** Other issuers of tokens. */
export const keyManagerPages = [listRoute, newRoute, oneRoute] as const;
