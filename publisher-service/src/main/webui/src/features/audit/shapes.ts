import { z } from 'zod';

export const auditEntryShape = z.object({
  id: z.string(),
  time: z.string(),
  /** Empty: the service itself, or a request that was not signed in. */
  user: z.string(),
  address: z.string(),
  requestId: z.string(),
  kind: z.string(),
  subjectId: z.string(),
  name: z.string(),
  action: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

/** One change that was made. */
export type AuditEntry = z.infer<typeof auditEntryShape>;

export const auditListShape = z.object({ list: z.array(auditEntryShape), pagination: z.object({ total: z.number() }) });
