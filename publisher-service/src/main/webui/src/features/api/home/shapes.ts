import { z } from 'zod';

export const apiInfoShape = z.object({
  id: z.string(),
  name: z.string(),
  context: z.string(),
  version: z.string(),
  lifeCycleStatus: z.string(),
});

export const apiListShape = z.object({ count: z.number(), list: z.array(apiInfoShape) });
