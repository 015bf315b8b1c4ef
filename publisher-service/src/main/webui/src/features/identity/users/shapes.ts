import { z } from 'zod';
import { texts } from '../../../texts';
import { MAX_PASSWORD, MIN_PASSWORD } from '../account/shapes';

export const userShape = z.object({
  id: z.string(),
  userName: z.string(),
  active: z.boolean(),
  roles: z.array(z.object({ value: z.string() })).default([]),
  meta: z.object({ created: z.string(), lastModified: z.string() }),
});

/** Who may sign in, and as what. */
export type User = z.infer<typeof userShape>;

export const userListShape = z.object({ totalResults: z.number(), Resources: z.array(userShape) });

export const roleListShape = z.object({ list: z.array(z.object({ name: z.string(), scopes: z.array(z.string()) })) });

const words = texts.users;
const password = z.string().min(MIN_PASSWORD, texts.account.rule).max(MAX_PASSWORD, texts.account.rule);

/** The server's rule for names. */
const userName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}$/, words.nameRule);

export const newUserShape = z.object({ userName, password, roles: z.array(z.string()) });

export type NewUserValues = z.infer<typeof newUserShape>;

export const rolesFormShape = z.object({ roles: z.array(z.string()) });

export type RolesValues = z.infer<typeof rolesFormShape>;

export const resetShape = z.object({ password });

export type ResetValues = z.infer<typeof resetShape>;
