import { z } from 'zod';

export const planListShape = z.object({ list: z.array(z.object({ name: z.string(), description: z.string().default('') })) });

export const subscriptionListShape = z.object({
  list: z.array(
    z.object({
      subscriptionId: z.string(),
      applicationInfo: z.object({ name: z.string(), subscriber: z.string().optional() }),
      throttlingPolicy: z.string(),
      subscriptionStatus: z.string(),
    }),
  ),
  pagination: z.object({ total: z.number() }),
});
