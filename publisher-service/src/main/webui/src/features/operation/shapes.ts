import { z } from 'zod';

export const environmentListShape = z.object({
  list: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      displayName: z.string(),
      vhosts: z.array(z.object({ host: z.string() })),
      endpointURIs: z.array(z.object({ protocol: z.string(), endpointURI: z.string() })),
    }),
  ),
});

export type Environment = z.infer<typeof environmentListShape>['list'][number];

export const nodeShape = z.object({
  gatewayId: z.string().optional(),
  relayId: z.string().optional(),
  lastActive: z.string(),
  status: z.enum(['ACTIVE', 'EXPIRED', 'UNKNOWN']),
  streaming: z.object({
    state: z.string(),
    connections: z.number().optional(),
    address: z.string().optional(),
    failures: z.array(z.object({ key: z.string(), reason: z.string() })).default([]),
  }),
});

/** A gateway or a relay. */
export type RunningNode = z.infer<typeof nodeShape>;

export const nodeListShape = z.object({ list: z.array(nodeShape) });

export const upstreamListShape = z.object({
  count: z.number(),
  list: z.array(
    z.object({
      api: z.object({ id: z.string(), name: z.string().optional(), version: z.string().optional() }),
      upstream: z.object({
        environment: z.string(),
        keyType: z.string(),
        path: z.string(),
        query: z.string().nullish(),
        status: z.string(),
        http: z.number().nullish(),
        reason: z.string().nullish(),
        since: z.string(),
        events: z.number(),
        relay: z.string(),
      }),
    }),
  ),
  pagination: z.object({ offset: z.number(), limit: z.number(), total: z.number() }),
});

export type UpstreamEntry = z.infer<typeof upstreamListShape>['list'][number];
