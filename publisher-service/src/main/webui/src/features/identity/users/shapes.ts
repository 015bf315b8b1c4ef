import { z } from 'zod';

export const userListShape = z.object({
  totalResults: z.number(),
  Resources: z.array(
    z.object({ id: z.string(), userName: z.string(), active: z.boolean(), roles: z.array(z.object({ value: z.string() })).default([]) }),
  ),
});
