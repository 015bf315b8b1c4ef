import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate, Outlet } from '@tanstack/react-router';
import { adminRoutes } from './shells/admin/routes';
import { devportalRoutes } from './shells/devportal/routes';
import { publisherRoutes } from './shells/publisher/routes';
import { NotFoundPage } from './ui/NotFoundPage';
import { RouteProblem } from './ui/RouteProblem';

export const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage, errorComponent: RouteProblem });

const indexRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: () => <Navigate to="/publisher" replace /> });

const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/portal/signed-in',
  component: lazyRouteComponent(() => import('./session/SignedInPage'), 'SignedInPage'),
});

export const routeTree = rootRoute.addChildren([indexRoute, signedInRoute, publisherRoutes, devportalRoutes, adminRoutes]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultErrorComponent: RouteProblem,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
  // What scrolls is the page's body, not the window.
  scrollToTopSelectors: ['.pf-v6-c-page__main-container', '#content'],
  trailingSlash: 'never',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
