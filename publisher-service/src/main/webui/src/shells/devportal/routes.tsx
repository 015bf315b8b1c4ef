import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../routes';
import { DevportalShell } from './DevportalShell';

const shellRoute = createRoute({ getParentRoute: () => rootRoute, path: '/devportal', component: DevportalShell });

const catalogueRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../../features/developer/catalogue/CataloguePage'), 'CataloguePage'),
});

const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('../../features/identity/account/AccountPage'), 'AccountPage'),
});

export const devportalRoutes = shellRoute.addChildren([catalogueRoute, accountRoute]);
