import { z } from 'zod';
import { applicationFormShape } from '../application/shapes';
import { KEY_TYPES } from '../key/shapes';

export const subscriptionShape = z.object({
  subscriptionId: z.string(),
  applicationId: z.string(),
  apiId: z.string(),
  apiInfo: z.object({ id: z.string(), name: z.string(), version: z.string(), context: z.string(), lifeCycleStatus: z.string() }),
  applicationInfo: z.object({ name: z.string() }),
  throttlingPolicy: z.string(),
  requestedThrottlingPolicy: z.string().optional(),
  status: z.string(),
  streaming: z.object({ comment: z.string() }).optional(),
});

/** An application's right to an API. */
export type Subscription = z.infer<typeof subscriptionShape>;

export const subscriptionListShape = z.object({ count: z.number(), list: z.array(subscriptionShape) });

/** `application` is an id, or empty for a new one with the name beside it; `plan` is empty for no subscription. */
export const subscribeFormShape = z
  .object({ application: z.string(), name: z.string(), plan: z.string(), proof: z.enum(['token', 'apiKey']), keyType: z.enum(KEY_TYPES) })
  .superRefine((values, context) => {
    const name = applicationFormShape.shape.name.safeParse(values.name);
    if (values.application === '' && !name.success) {
      context.addIssue({ code: 'custom', path: ['name'], message: name.error.issues[0]?.message ?? '' });
    }
  });

export type SubscribeValues = z.infer<typeof subscribeFormShape>;
