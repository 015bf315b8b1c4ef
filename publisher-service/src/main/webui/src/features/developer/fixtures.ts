import type { DeveloperApi } from './catalogue/shapes';

/** Answers of a real publisher, for tests. */
export const api: DeveloperApi = {
  id: '2801d142-3293-4254-ad9b-1ed116b6a776',
  name: 'Prices',
  description: 'Prices of shares, as they change.',
  context: '/prices',
  version: '1.0.0',
  provider: 'admin',
  lifeCycleStatus: 'PUBLISHED',
  tags: ['prices', 'demo'],
  isSubscriptionAvailable: true,
  isSubscriptionRequired: true,
  operations: [
    { target: '/memory', authType: 'Any', scopes: [] },
    { target: '/prices/{symbol}', authType: 'Any', scopes: [] },
  ],
  authorizationHeader: 'Authorization',
  apiKeyHeader: 'ApiKey',
  securityScheme: ['oauth2'],
  scopes: [],
  transport: ['http', 'https'],
  tiers: [{ tierName: 'AsyncUnlimited' }],
  endpointURLs: [
    {
      environmentName: 'Default',
      environmentDisplayName: 'Default',
      URLs: { http: 'http://localhost:8580/prices/1.0.0', https: 'https://localhost:8543/prices/1.0.0' },
    },
  ],
  advertiseInfo: { advertised: false },
  businessInformation: {},
};

/** A user who may subscribe. */
export const developer = { user: 'dora', roles: ['subscriber'], scopes: ['apim:subscribe', 'apim:app_manage', 'apim:sub_manage'] };

export const application = {
  applicationId: '8a4e3bd2-a507-4325-9f10-735f8906eac7',
  name: 'My screen',
  throttlingPolicy: 'Unlimited',
  description: 'Shows prices.',
  status: 'APPROVED',
  owner: 'dora',
};

export const key = {
  keyMappingId: '8940c744-994d-470d-ba16-35d3e273500f',
  consumerKey: '1a1a38f4877447eab528fe73c66aecd6',
  keyType: 'PRODUCTION',
  additionalProperties: {},
};

export const subscription = {
  subscriptionId: 's1',
  applicationId: application.applicationId,
  apiId: api.id,
  apiInfo: { id: api.id, name: api.name, version: api.version, context: api.context, lifeCycleStatus: 'PUBLISHED' },
  applicationInfo: { name: application.name },
  throttlingPolicy: 'AsyncUnlimited',
  status: 'UNBLOCKED',
};
