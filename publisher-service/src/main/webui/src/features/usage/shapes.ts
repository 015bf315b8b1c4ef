import { z } from 'zod';

const counts = {
  deliveries: z.number(),
  bytes: z.number(),
  replayed: z.number(),
  opened: z.number(),
  /** By reason. */
  closed: z.record(z.string(), z.number()),
};

export const usageRowShape = z.object({ start: z.string(), group: z.string().optional(), name: z.string().optional(), ...counts });

export const usageShape = z.object({
  from: z.string(),
  to: z.string(),
  total: z.object(counts),
  list: z.array(usageRowShape),
  pagination: z.object({ total: z.number() }),
});

export type Usage = z.infer<typeof usageShape>;
export type UsageRow = z.infer<typeof usageRowShape>;
