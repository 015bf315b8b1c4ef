import { account } from './account';
import { actions } from './actions';
import { api } from './api';
import { apiKeys } from './apiKeys';
import { audit } from './audit';
import { basicInfo } from './basicInfo';
import { catalogue } from './catalogue';
import { common } from './common';
import { create } from './create';
import { definition } from './definition';
import { denyRules } from './denyRules';
import { deployments } from './deployments';
import { developer } from './developer';
import { document } from './document';
import { endpoints } from './endpoints';
import { home } from './home';
import { importing } from './importing';
import { keyManagers } from './keyManagers';
import { lifecycle } from './lifecycle';
import { live } from './live';
import { mappedKeys } from './mappedKeys';
import { operation } from './operation';
import { overview } from './overview';
import { plans } from './plans';
import { probe } from './probe';
import { quota } from './quota';
import { runtime } from './runtime';
import { scopes } from './scopes';
import { shell } from './shell';
import { subscribers } from './subscribers';
import { subscriptions } from './subscriptions';
import { topics } from './topics';
import { upstreams } from './upstreams';
import { usage } from './usage';
import { users } from './users';
import { webhooks } from './webhooks';

/** Every text of the portal, by feature: one place to translate. */
export const texts = {
  account,
  actions,
  api,
  apiKeys,
  audit,
  basicInfo,
  catalogue,
  common,
  create,
  definition,
  denyRules,
  deployments,
  developer,
  document,
  endpoints,
  home,
  importing,
  keyManagers,
  lifecycle,
  live,
  mappedKeys,
  operation,
  overview,
  plans,
  probe,
  quota,
  runtime,
  scopes,
  shell,
  subscribers,
  subscriptions,
  topics,
  upstreams,
  usage,
  users,
  webhooks,
} as const;
