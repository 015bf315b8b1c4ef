import { z } from 'zod';

export const apiInfoShape = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  context: z.string(),
  version: z.string(),
  lifeCycleStatus: z.string(),
});

export const apiListShape = z.object({
  count: z.number(),
  list: z.array(apiInfoShape),
  pagination: z.object({ total: z.number() }),
});

/** An API as lists show it. */
export type ApiInfo = z.infer<typeof apiInfoShape>;
