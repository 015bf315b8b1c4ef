import { z } from 'zod';

export const catalogueShape = z.object({
  count: z.number(),
  list: z.array(z.object({ id: z.string(), name: z.string(), version: z.string(), context: z.string(), description: z.string().nullish() })),
});
