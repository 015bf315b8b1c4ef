import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../routes';
import { AdminShell } from './AdminShell';

const shellRoute = createRoute({ getParentRoute: () => rootRoute, path: '/admin', component: AdminShell });

const usersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../../features/identity/users/UsersPage'), 'UsersPage'),
});

export const adminRoutes = shellRoute.addChildren([usersRoute]);
