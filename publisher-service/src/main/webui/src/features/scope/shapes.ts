import { z } from 'zod';
import { texts } from '../../texts';

export const sharedScopeShape = z.object({
  id: z.string(),
  name: z.string(),
  displayName: z.string().default(''),
  description: z.string().default(''),
  bindings: z.array(z.string()).default([]),
  usageCount: z.number().default(0),
});

/** A scope for many APIs. */
export type SharedScope = z.infer<typeof sharedScopeShape>;

export const sharedScopeListShape = z.object({ count: z.number(), list: z.array(sharedScopeShape) });

export const scopeUsesShape = z.object({
  usedApiList: z
    .array(
      z.object({
        name: z.string(),
        version: z.string(),
        usedResourceList: z.array(z.object({ target: z.string().default('') })).default([]),
        /** Names of those of its revisions that have it. */
        revisions: z.array(z.string()).default([]),
      }),
    )
    .default([]),
});

/** The APIs that have a scope. */
export type ScopeUses = z.infer<typeof scopeUsesShape>;

/** Roles that there are, by name. */
export const ROLES = ['admin', 'creator', 'publisher', 'subscriber', 'observer', 'devops'] as const;

const words = texts.scopes;

export const scopeFormShape = z.object({
  // RFC 6749, 3.3.
  name: z.string().regex(/^[!#-[\]-~]{1,255}$/, words.nameWrong),
  displayName: z.string().max(255, words.tooLong(255)),
  description: z.string().max(512, words.tooLong(512)),
  bindings: z.array(z.string()),
});

/** A scope as it is typed. */
export type ScopeValues = z.infer<typeof scopeFormShape>;

export const NEW_SCOPE: ScopeValues = { name: '', displayName: '', description: '', bindings: [] };

const FIELDS = Object.keys(NEW_SCOPE);

/** Returns the form's field of a path in a body, or of one in an API's body, or null. */
export function scopeFieldOf(path: string): keyof ScopeValues | null {
  const name = path.replace(/^scopes\[\d+\]\.scope\./, '').replace(/\[\d+\]$/, '');
  return FIELDS.includes(name) ? scopeFormShape.keyof().parse(name) : null;
}
