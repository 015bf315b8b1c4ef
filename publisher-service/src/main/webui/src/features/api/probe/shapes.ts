import { z } from 'zod';

/** What the publisher has met at a backend's address. */
export const probeShape = z.object({
  /** 0: there was no answer. */
  statusCode: z.number(),
  statusMessage: z.string(),
  error: z.string().default(''),
  streaming: z
    .object({
      contentType: z.string().optional(),
      firstEventMillis: z.number().optional(),
      events: z.array(z.object({ type: z.string(), id: z.string().optional(), data: z.string() })),
      comments: z.number(),
      retryMs: z.number().optional(),
      idStyle: z.string(),
      resumes: z.string(),
      class: z.string(),
      warnings: z.array(z.string()),
    })
    .optional(),
});

export type Probe = z.infer<typeof probeShape>;
export type ProbedStream = NonNullable<Probe['streaming']>;
