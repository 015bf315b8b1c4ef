import { apiShape, type Api } from '../features/api/api/shapes';
import { answer } from './portal';

/** Returns an API as the REST API answers it, with some of its fields changed. */
export function api(changes: Partial<Api> = {}): Api {
  return apiShape.parse({ ...ANSWER, ...changes });
}

/** Returns a refusal of a body, with the words for each of its fields. */
export function wrongFields(fields: Readonly<Record<string, string>>): Response {
  const error = Object.entries(fields).map(([code, message]) => ({ code, message, description: `${code}: ${message}` }));
  return answer(400, { code: 400, message: 'Bad Request', description: error.map(({ description }) => description).join('; '), moreInfo: '', error });
}

const STREAMING = { resume: 'auto', slowClient: 'replay', onGap: 'earliest', controlEvents: true, heartbeat: 'comment' };

const ANSWER = {
  id: '65bbe08e-834a-44e0-9c8c-68f96d26daa8',
  name: 'Market',
  description: '',
  context: '/market',
  version: '1.0.0',
  provider: 'admin',
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
  endpointConfig: { endpoint_type: 'http', production_endpoints: { url: 'http://localhost:9080' }, sandbox_endpoints: { url: 'http://localhost:9080' } },
  endpointImplementationType: 'ENDPOINT',
  gatewayType: 'wso2/synapse',
  advertiseInfo: { advertised: false },
  scopes: [],
  operations: [
    { target: '/*', verb: 'SUBSCRIBE', authType: 'Any', scopes: [], streaming: STREAMING },
    { target: '/prices/{symbol}', verb: 'SUBSCRIBE', authType: 'Any', scopes: [], streaming: STREAMING },
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
  createdTime: '2026-11-30T01:26:27.212Z',
  lastUpdatedTime: '2026-11-30T01:26:27.212Z',
  lastUpdatedTimestamp: '1796001987212',
};
