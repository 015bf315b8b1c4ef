import { z } from 'zod';

const gatewayShape = z.object({
  gatewayId: z.string(),
  state: z.string(),
  deployment: z.string(),
  reason: z.string().optional(),
  connections: z.number(),
  lastActive: z.string(),
});

export const deploymentShape = z.object({
  revisionUuid: z.string(),
  name: z.string(),
  vhost: z.string(),
  displayOnDevportal: z.boolean(),
  deployedTime: z.string(),
  liveGatewayCount: z.number(),
  deployedGatewayCount: z.number(),
  failedGatewayCount: z.number(),
  /** Its gateways one by one; none: they cannot be read now. */
  streaming: z.object({ gateways: z.array(gatewayShape) }).optional(),
});

export const deploymentListShape = z.object({ list: z.array(deploymentShape) });

export const revisionShape = z.object({
  id: z.string(),
  displayName: z.string(),
  description: z.string().default(''),
  createdTime: z.string(),
  deploymentInfo: z.array(deploymentShape),
});

export const revisionListShape = z.object({ count: z.number(), list: z.array(revisionShape) });

export const environmentListShape = z.object({
  list: z.array(z.object({ name: z.string(), displayName: z.string(), vhosts: z.array(z.object({ host: z.string() })) })),
});

/** A revision of an API in one environment. */
export type Deployment = z.infer<typeof deploymentShape>;
export type Gateway = z.infer<typeof gatewayShape>;
export type Revision = z.infer<typeof revisionShape>;
export type Environment = z.infer<typeof environmentListShape>['list'][number];
