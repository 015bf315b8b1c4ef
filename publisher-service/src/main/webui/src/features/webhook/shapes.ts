import { z } from 'zod';
import { texts } from '../../texts';

export const webhookShape = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  description: z.string(),
  active: z.boolean(),
  /** In the answer to what has made it, and never again. */
  secret: z.string().optional(),
});

/** An address that is told of events. */
export type Webhook = z.infer<typeof webhookShape>;

export const webhookListShape = z.object({ list: z.array(webhookShape) });

export const webhookDeliveryShape = z.object({
  id: z.string(),
  event: z.string(),
  /** `waiting`, `delivered`, `failed`. */
  state: z.string(),
  attempts: z.number(),
  createdTime: z.string(),
  nextTime: z.string().optional(),
  status: z.number().optional(),
  reason: z.string().optional(),
  /** As it is sent. */
  body: z.string().default(''),
});

/** A message to a webhook. */
export type WebhookDelivery = z.infer<typeof webhookDeliveryShape>;

export const webhookDeliveryListShape = z.object({ list: z.array(webhookDeliveryShape) });

const words = texts.webhooks;

export const webhookFormShape = z.object({
  url: z.string().trim().regex(/^https?:\/\/\S+$/, words.urlMissing),
  events: z.array(z.string()).min(1, words.eventsMissing),
  description: z.string().max(255, words.tooLong(255)),
  active: z.boolean(),
  /** Empty: one is made, or the present one stays. */
  secret: z.string().trim().regex(/^(whsec_\S+)?$/, words.secretWrong),
});

export type WebhookValues = z.infer<typeof webhookFormShape>;

/** Returns the body that makes or changes a webhook. */
export function bodyOf({ secret, ...values }: WebhookValues): object {
  return secret === '' ? values : { ...values, secret };
}

/** Returns the form's field of a path in the body, or null. */
export function webhookFieldOf(path: string): keyof WebhookValues | null {
  const found = webhookFormShape.keyof().safeParse(path.replace(/\[\d+\]$/, ''));
  return found.success ? found.data : null;
}
