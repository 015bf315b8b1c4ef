import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '../../routes';
import { DevportalShell } from './DevportalShell';

const shellRoute = createRoute({ getParentRoute: () => rootRoute, path: '/devportal', component: DevportalShell });

/** What is wrong in an address is left out. */
const text = z.union([z.string(), z.number().transform(String)]).optional().catch(undefined);
const catalogueSearch = z.object({ query: text, tag: text });

const catalogueRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  validateSearch: catalogueSearch,
  component: lazyRouteComponent(() => import('../../features/developer/catalogue/CataloguePage'), 'CataloguePage'),
});

const apiRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/apis/$apiId',
  component: lazyRouteComponent(() => import('../../features/developer/catalogue/ApiPage'), 'ApiPage'),
});

const overviewRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../../features/developer/catalogue/OverviewPage'), 'OverviewPage'),
});

const definitionRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/definition',
  component: lazyRouteComponent(() => import('../../features/developer/catalogue/DefinitionPage'), 'DefinitionPage'),
});

const tryRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/try',
  component: lazyRouteComponent(() => import('../../features/developer/catalogue/TryPage'), 'TryPage'),
});

const subscribeRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/subscribe',
  component: lazyRouteComponent(() => import('../../features/developer/subscription/SubscribePage'), 'SubscribePage'),
});

const applicationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/applications',
  component: lazyRouteComponent(() => import('../../features/developer/application/ApplicationsPage'), 'ApplicationsPage'),
});

const applicationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/applications/$applicationId',
  component: lazyRouteComponent(() => import('../../features/developer/application/ApplicationPage'), 'ApplicationPage'),
});

const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('../../features/identity/account/AccountPage'), 'AccountPage'),
});

export const devportalRoutes = shellRoute.addChildren([
  catalogueRoute,
  apiRoute.addChildren([overviewRoute, definitionRoute, tryRoute, subscribeRoute]),
  applicationsRoute,
  applicationRoute,
  accountRoute,
]);
