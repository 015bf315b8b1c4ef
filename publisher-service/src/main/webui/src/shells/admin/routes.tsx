import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../routes';
import { AdminShell } from './AdminShell';

const shellRoute = createRoute({ getParentRoute: () => rootRoute, path: '/admin', component: AdminShell });

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

export const adminRoutes = shellRoute.addChildren([usersRoute, userRoute, environmentsRoute, upstreamsRoute]);
