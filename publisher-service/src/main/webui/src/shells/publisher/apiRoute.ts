import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from './shellRoute';

/** The frame of one API; its pages are routes below it. */
export const apiRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/apis/$apiId',
  component: lazyRouteComponent(() => import('../../features/api/api/ApiFrame'), 'ApiFrame'),
});
