import { z } from 'zod';
import { texts } from '../../../texts';

/** The server's bounds. */
export const MIN_PASSWORD = 8;
export const MAX_PASSWORD = 128;

/** The server's rule (8 to 128 characters), and that the new password was typed twice alike. */
export const passwordShape = z
  .object({
    currentPassword: z.string().min(1, texts.account.currentMissing),
    newPassword: z.string().min(MIN_PASSWORD, texts.account.rule).max(MAX_PASSWORD, texts.account.rule),
    repeated: z.string(),
  })
  .refine((values) => values.newPassword === values.repeated, { path: ['repeated'], message: texts.account.different });

export type PasswordValues = z.infer<typeof passwordShape>;
