import { z } from 'zod';

export const lifecycleShape = z.object({
  state: z.string(),
  checkItems: z.array(z.object({ name: z.string() })),
  availableTransitions: z.array(
    z.object({
      event: z.string(),
      targetState: z.string(),
      /** What it does to clients, and of how many subscriptions. */
      streaming: z.object({ effect: z.string(), subscriptions: z.number() }),
    }),
  ),
  streaming: z.object({ deployed: z.boolean() }),
});

export const historyShape = z.object({
  list: z.array(z.object({ previousState: z.string().optional(), postState: z.string(), user: z.string(), updatedTime: z.string() })),
});

/** A move that an API can make from the state it is in. */
export type Transition = z.infer<typeof lifecycleShape>['availableTransitions'][number];
