import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../routes';
import { PublisherShell } from './PublisherShell';

const shellRoute = createRoute({ getParentRoute: () => rootRoute, path: '/publisher', component: PublisherShell });

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../../features/api/home/HomePage'), 'HomePage'),
});

export const publisherRoutes = shellRoute.addChildren([homeRoute]);
