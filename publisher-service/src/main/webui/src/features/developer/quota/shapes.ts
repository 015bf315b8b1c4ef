import { z } from 'zod';

export const limitLeftShape = z.object({
  type: z.enum(['events', 'bytes']),
  limit: z.number(),
  /** `DAY`, or as in `5 MINUTE`. */
  unit: z.string(),
  used: z.number(),
  left: z.number(),
  resetsAt: z.string(),
});

export type LimitLeft = z.infer<typeof limitLeftShape>;

export const counterShape = z.object({
  counter: z.enum(['application', 'subscription', 'subscriptionless']),
  subscriptionId: z.string().optional(),
  apiId: z.string().optional(),
  apiName: z.string().optional(),
  apiVersion: z.string().optional(),
  plan: z.string(),
  stopOnQuotaReach: z.boolean(),
  limits: z.array(limitLeftShape),
});

/** What is counted together, with its limits. */
export type Counter = z.infer<typeof counterShape>;

export const quotaShape = z.object({ list: z.array(counterShape) });
