import { texts } from '../../../texts';

const words = texts.api.tabs;

/** The pages of an API, in the order of the navigation. */
export const API_TABS = {
  first: [{ to: '/publisher/apis/$apiId/overview', label: words.overview }],
  /** Below the title API Configurations. */
  configurations: [
    { to: '/publisher/apis/$apiId/basic-info', label: words.basicInfo },
    { to: '/publisher/apis/$apiId/topics', label: words.topics },
    { to: '/publisher/apis/$apiId/endpoints', label: words.endpoints },
    { to: '/publisher/apis/$apiId/definition', label: words.definition },
    { to: '/publisher/apis/$apiId/runtime', label: words.runtime },
    { to: '/publisher/apis/$apiId/subscriptions', label: words.subscriptions },
  ],
  last: [
    { to: '/publisher/apis/$apiId/deployments', label: words.deployments },
    { to: '/publisher/apis/$apiId/lifecycle', label: words.lifecycle },
    { to: '/publisher/apis/$apiId/subscribers', label: texts.subscribers.title },
    { to: '/publisher/apis/$apiId/usage', label: texts.usage.title },
    { to: '/publisher/apis/$apiId/webhooks', label: texts.webhooks.title },
    { to: '/publisher/apis/$apiId/upstreams', label: words.upstreams },
    { to: '/publisher/apis/$apiId/live', label: words.live },
  ],
} as const;

export type ApiTab = (typeof API_TABS)[keyof typeof API_TABS][number];
