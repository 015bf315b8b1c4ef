/** An API as `GET /apis/{id}` answers it. */
export const api = {
  id: 'a1',
  name: 'Prices',
  description: '',
  context: '/prices',
  version: '1.0.0',
  provider: 'ada',
  lifeCycleStatus: 'CREATED',
  type: 'SSE',
  isDefaultVersion: false,
  isRevision: false,
  hasThumbnail: false,
  transport: ['http', 'https'],
  tags: [],
  categories: [],
  policies: ['AsyncUnlimited'],
  apiThrottlingPolicy: 'Unlimited',
  authorizationHeader: 'Authorization',
  apiKeyHeader: 'ApiKey',
  securityScheme: ['oauth2'],
  visibility: 'PUBLIC',
  visibleRoles: [],
  accessControl: 'NONE',
  accessControlRoles: [],
  additionalProperties: [],
  additionalPropertiesMap: {},
  businessInformation: {},
  corsConfiguration: {
    corsConfigurationEnabled: false,
    accessControlAllowOrigins: ['*'],
    accessControlAllowCredentials: false,
    accessControlAllowHeaders: [],
    accessControlAllowMethods: [],
  },
  endpointConfig: { endpoint_type: 'http', production_endpoints: { url: 'http://localhost:8380' } },
  endpointImplementationType: 'ENDPOINT',
  gatewayType: 'wso2/synapse',
  advertiseInfo: { advertised: false },
  scopes: [],
  operations: [
    {
      target: '/*',
      verb: 'SUBSCRIBE',
      authType: 'Any',
      scopes: [],
      streaming: { resume: 'auto', slowClient: 'replay', onGap: 'earliest', controlEvents: true, heartbeat: 'comment' },
    },
  ],
  streaming: {
    eventPartitions: 1,
    retentionMs: 86_400_000,
    retentionBytes: 1_073_741_824,
    heartbeatMs: 15_000,
    retryMs: 3_000,
    maxAgeMs: 3_600_000,
    maxEventBytes: 1_048_576,
    sameStream: false,
  },
  createdTime: '2026-11-30T01:16:59.294Z',
  lastUpdatedTime: '2026-11-30T01:17:00.091Z',
  lastUpdatedTimestamp: '1796001420091',
};

/** A revision that two gateways serve. */
export const revision = {
  id: 'r1',
  displayName: 'Revision 1',
  description: '',
  createdTime: '2026-11-30T01:16:59.624Z',
  apiInfo: { id: 'a1' },
  deploymentInfo: [
    {
      revisionUuid: 'r1',
      name: 'Default',
      status: 'APPROVED',
      vhost: 'localhost',
      displayOnDevportal: true,
      deployedTime: '2026-11-30T01:16:59.688Z',
      liveGatewayCount: 2,
      deployedGatewayCount: 2,
      failedGatewayCount: 0,
    },
  ],
};

export const environments = {
  count: 1,
  list: [{ id: 'Default', name: 'Default', displayName: 'Default', vhosts: [{ host: 'localhost', httpContext: '', httpPort: 8280, httpsPort: 8243 }] }],
};

export const noUpstreams = { count: 0, list: [], pagination: { total: 0 } };

const step = (name: string, ...missing: readonly string[]) => ({ name, done: missing.length === 0, missing });

/** What an API needs that has been designed, and nothing more. */
export const overview = {
  state: 'CREATED',
  steps: [step('develop'), step('deploy', 'revision'), step('publish', 'publication')],
  next: 'deploy',
  undeployedChanges: false,
  upstreams: { state: 'idle', channels: 1, live: 0 },
};

/** Of an API that gateways serve. */
export const deployedOverview = { ...overview, steps: [step('develop'), step('deploy'), step('publish', 'publication')], next: 'publish' };
