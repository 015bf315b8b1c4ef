import { z } from 'zod';
import { texts } from '../../../texts';

export const applicationShape = z.object({
  applicationId: z.string(),
  name: z.string(),
  throttlingPolicy: z.string(),
  description: z.string().nullish(),
  status: z.string(),
  owner: z.string(),
});

/** What a developer subscribes with. */
export type Application = z.infer<typeof applicationShape>;

export const applicationListShape = z.object({
  count: z.number(),
  list: z.array(applicationShape),
  pagination: z.object({ offset: z.number(), total: z.number() }),
});

/** The plan that limits nothing: those of subscriptions do. */
export const UNLIMITED_PLAN = 'Unlimited';

const MAX_NAME = 100;
const MAX_DESCRIPTION = 512;

export const applicationFormShape = z.object({
  name: z.string().trim().min(1, texts.developer.applications.nameMissing).max(MAX_NAME, texts.developer.applications.nameLong(MAX_NAME)),
  description: z.string().max(MAX_DESCRIPTION, texts.developer.applications.descriptionLong(MAX_DESCRIPTION)),
  throttlingPolicy: z.string(),
});

export type ApplicationValues = z.infer<typeof applicationFormShape>;
