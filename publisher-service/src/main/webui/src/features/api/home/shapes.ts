import { z } from 'zod';
import { upstreamSummaryShape } from '../api/shapes';

export const apiInfoShape = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  context: z.string(),
  version: z.string(),
  lifeCycleStatus: z.string(),
  streaming: z.object({
    topics: z.number(),
    /** Host and port. */
    endpoint: z.string().optional(),
    deployments: z.array(z.object({ environment: z.string(), revision: z.number() })),
    upstreams: upstreamSummaryShape,
  }),
});

export const apiListShape = z.object({
  count: z.number(),
  list: z.array(apiInfoShape),
  pagination: z.object({ total: z.number() }),
});

export const liveListShape = z.object({
  list: z.array(
    z.object({
      apiId: z.string(),
      /** Streams that are open. */
      clients: z.number(),
      /** Of the last minute. */
      eventsPerSecond: z.number(),
    }),
  ),
});

/** How many listen to an API now, and how much they are sent. */
export type Live = z.infer<typeof liveListShape>['list'][number];

/** An API as lists show it. */
export type ApiInfo = z.infer<typeof apiInfoShape>;
