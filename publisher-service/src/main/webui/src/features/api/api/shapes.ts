import { z } from 'zod';

/** States of an API's life. */
export const LIFECYCLE_STATES = ['CREATED', 'PROTOTYPED', 'PUBLISHED', 'BLOCKED', 'DEPRECATED', 'RETIRED'] as const;

const urlShape = z.looseObject({ url: z.string() });

export const operationShape = z.looseObject({
  target: z.string(),
  verb: z.string(),
  authType: z.string(),
  scopes: z.array(z.string()),
  uriMapping: z.string().optional(),
  description: z.string().optional(),
  payloadSchema: z.string().optional(),
  streaming: z.looseObject({
    pull: z.string().optional(),
    resume: z.string(),
    slowClient: z.string(),
    onGap: z.string(),
    controlEvents: z.boolean(),
    heartbeat: z.string(),
  }),
});

export const apiScopeShape = z.looseObject({
  scope: z.looseObject({
    name: z.string(),
    displayName: z.string().optional(),
    description: z.string().optional(),
    bindings: z.array(z.string()).optional(),
  }),
  shared: z.boolean(),
});

/** A scope that an API's topics may ask for. */
export type ApiScope = z.infer<typeof apiScopeShape>;

/** An API as the REST API shows it. What is not named here stays in it, so that it can be sent back as a whole. */
export const apiShape = z.looseObject({
  id: z.string(),
  name: z.string(),
  displayName: z.string().optional(),
  description: z.string(),
  context: z.string(),
  version: z.string(),
  provider: z.string(),
  lifeCycleStatus: z.string(),
  type: z.string(),
  isDefaultVersion: z.boolean(),
  transport: z.array(z.string()),
  tags: z.array(z.string()),
  policies: z.array(z.string()),
  authorizationHeader: z.string(),
  apiKeyHeader: z.string(),
  securityScheme: z.array(z.string()),
  visibility: z.string(),
  visibleRoles: z.array(z.string()),
  accessControl: z.string(),
  accessControlRoles: z.array(z.string()),
  businessInformation: z.looseObject({
    businessOwner: z.string().optional(),
    businessOwnerEmail: z.string().optional(),
    technicalOwner: z.string().optional(),
    technicalOwnerEmail: z.string().optional(),
  }),
  corsConfiguration: z.looseObject({
    corsConfigurationEnabled: z.boolean(),
    accessControlAllowOrigins: z.array(z.string()),
    accessControlAllowCredentials: z.boolean(),
    accessControlAllowHeaders: z.array(z.string()),
    accessControlAllowMethods: z.array(z.string()),
  }),
  endpointConfig: z.looseObject({
    production_endpoints: urlShape.optional(),
    sandbox_endpoints: urlShape.optional(),
    endpoint_security: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  }),
  advertiseInfo: z.looseObject({ advertised: z.boolean().optional() }).optional(),
  scopes: z.array(apiScopeShape),
  operations: z.array(operationShape),
  streaming: z.looseObject({
    eventPartitions: z.number(),
    retentionMs: z.number(),
    retentionBytes: z.number(),
    heartbeatMs: z.number(),
    retryMs: z.number(),
    maxAgeMs: z.number(),
    maxEventBytes: z.number(),
    sameStream: z.boolean(),
    queryApiKey: z.boolean().optional(),
    subscriptionApproval: z.boolean().optional(),
  }),
  createdTime: z.string(),
  lastUpdatedTime: z.string(),
});

export type Api = z.infer<typeof apiShape>;
export type Operation = z.infer<typeof operationShape>;

export const upstreamShape = z.object({
  environment: z.string(),
  keyType: z.string(),
  path: z.string(),
  query: z.string().optional(),
  status: z.string(),
  http: z.number().optional(),
  reason: z.string().optional(),
  since: z.string(),
  events: z.number(),
  backendClass: z.string(),
  relay: z.string(),
});

export const upstreamListShape = z.object({
  count: z.number(),
  list: z.array(upstreamShape),
  pagination: z.object({ total: z.number() }),
});

/** A backend connection of an API. */
export type Upstream = z.infer<typeof upstreamShape>;

/** How all backend connections of an API stand, in one word. */
export const upstreamSummaryShape = z.object({
  state: z.string(),
  channels: z.number(),
  live: z.number(),
  reason: z.string().optional(),
});

export type UpstreamSummary = z.infer<typeof upstreamSummaryShape>;
