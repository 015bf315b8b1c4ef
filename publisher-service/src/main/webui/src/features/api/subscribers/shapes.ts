import { z } from 'zod';

export const subscriberShape = z.object({
  subscriptionId: z.string(),
  applicationInfo: z.object({ name: z.string(), subscriber: z.string().optional() }),
  throttlingPolicy: z.string(),
  subscriptionStatus: z.string(),
  streaming: z.object({ createdTime: z.string(), requestedThrottlingPolicy: z.string().optional() }),
});

/** An application's subscription, as publishers see it. */
export type Subscriber = z.infer<typeof subscriberShape>;

export const subscriberListShape = z.object({ list: z.array(subscriberShape), pagination: z.object({ total: z.number() }) });

/** How a change of each of many has ended; without an error it is done. */
export const manyShape = z.object({
  list: z.array(
    z.object({ subscriptionId: z.string(), status: z.number(), error: z.object({ message: z.string(), description: z.string().default('') }).optional() }),
  ),
});

export type Many = z.infer<typeof manyShape>;
