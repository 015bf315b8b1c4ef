import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { apiRoute } from './apiRoute';

const topicsRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/topics',
  component: lazyRouteComponent(() => import('../../features/api/topics/TopicsPage'), 'TopicsPage'),
});

const newTopicRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/topics/new',
  component: lazyRouteComponent(() => import('../../features/api/topics/TopicPage'), 'NewTopicPage'),
});

const topicRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/topics/edit',
  validateSearch: z.object({ topic: z.string().catch('') }),
  component: lazyRouteComponent(() => import('../../features/api/topics/TopicPage'), 'EditTopicPage'),
});

const endpointsRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/endpoints',
  component: lazyRouteComponent(() => import('../../features/api/endpoints/EndpointsPage'), 'EndpointsPage'),
});

const definitionRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/definition',
  validateSearch: z.object({ tab: z.enum(['view', 'edit', 'diff']).catch('view').default('view') }),
  component: lazyRouteComponent(() => import('../../features/api/document/DefinitionPage'), 'DefinitionPage'),
});

const runtimeRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/runtime',
  component: lazyRouteComponent(() => import('../../features/api/runtime/RuntimePage'), 'RuntimePage'),
});

const subscriptionsRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/subscriptions',
  component: lazyRouteComponent(() => import('../../features/api/subscriptions/SubscriptionsPage'), 'SubscriptionsPage'),
});

const upstreamsRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/upstreams',
  component: lazyRouteComponent(() => import('../../features/api/upstreams/UpstreamsPage'), 'UpstreamsPage'),
});

const liveRoute = createRoute({
  getParentRoute: () => apiRoute,
  path: '/live',
  component: lazyRouteComponent(() => import('../../features/api/live/LivePage'), 'LivePage'),
});

/** The pages of an API about what it streams and from where. */
export const configurationPages = [
  topicsRoute,
  newTopicRoute,
  topicRoute,
  endpointsRoute,
  definitionRoute,
  runtimeRoute,
  subscriptionsRoute,
  upstreamsRoute,
  liveRoute,
] as const;
