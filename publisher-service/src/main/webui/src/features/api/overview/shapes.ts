import { z } from 'zod';
import { upstreamSummaryShape } from '../api/shapes';

/** The way of an API to its users, as the publisher sees it. */
export const overviewShape = z.object({
  state: z.string(),
  steps: z.array(z.object({ name: z.string(), done: z.boolean(), missing: z.array(z.string()) })),
  /** The first step that is not done; none: all are. */
  next: z.string().optional(),
  /** Whether gateways serve it otherwise than it is designed now. */
  undeployedChanges: z.boolean(),
  upstreams: upstreamSummaryShape,
});

export type Overview = z.infer<typeof overviewShape>;
export type Step = Overview['steps'][number];
