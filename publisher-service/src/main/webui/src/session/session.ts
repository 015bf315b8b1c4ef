import { queryOptions, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { send } from '../api/client';
import { ProblemError } from '../api/problem';
import { sessionGate } from './gate';

export const sessionShape = z.object({
  user: z.string(),
  roles: z.array(z.string()),
  scopes: z.array(z.string()),
  mustChangePassword: z.boolean().default(false),
});

/** The user who has signed in. */
export type Session = z.infer<typeof sessionShape>;

/** Returns the session, or null for a visitor. */
export async function loadSession(): Promise<Session | null> {
  try {
    const response = await send('/portal/session', { anonymous: true });
    return sessionShape.parse(await response.json());
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) {
      return null;
    }
    throw error;
  }
}

const SESSION_KEY = ['session'] as const;

/**
 * The session of the page. When it has ended, the one that was known stays, so that the page does, and the user is asked to
 * sign in again; null only for a page that began as a visitor's.
 */
export const sessionQuery = queryOptions({
  queryKey: SESSION_KEY,
  queryFn: async ({ client }): Promise<Session | null> => {
    const session = await loadSession();
    const known = client.getQueryData<Session | null>(SESSION_KEY) ?? null;
    if (session === null && known !== null) {
      void sessionGate.signedInAgain(false);
      return known;
    }
    return session;
  },
  staleTime: 60_000,
});

export const settingsShape = z.object({
  version: z.string(),
  environments: z.array(
    z.object({
      name: z.string(),
      label: z.string().optional(),
      gateways: z.object({ http: z.string().nullish(), https: z.string().nullish() }),
    }),
  ),
  signUp: z.enum(['off', 'open', 'approval']).default('off'),
  ownAccounts: z.boolean().default(true),
});

/** What of the installation's settings the pages need. */
export type PortalSettings = z.infer<typeof settingsShape>;

export const settingsQuery = queryOptions({
  queryKey: ['portal-settings'],
  queryFn: async () => settingsShape.parse(await (await send('/portal/settings', { anonymous: true })).json()),
  staleTime: 300_000,
});

/** Returns the session of a page that only signed-in users see, or null while it is not known. */
export function useSession(): Session | null {
  return useQuery(sessionQuery).data ?? null;
}

/** Returns whether the user's roles allow one of these scopes, e.g. `apim:api_create`. */
export function useMay(...scopes: readonly string[]): boolean {
  const session = useSession();
  return session !== null && scopes.some((scope) => session.scopes.includes(scope));
}

/** Where a sign-in begins that comes back to the given path of ours. */
export function signInPath(returnTo: string): string {
  return `/portal/sign-in?return=${encodeURIComponent(returnTo)}`;
}

/** Begins a sign-in; this page is left. */
export function signIn(returnTo: string = location.pathname + location.search): void {
  location.assign(signInPath(returnTo));
}

export const signOutShape = z.object({ redirect: z.string().nullish() });

/** Ends the session everywhere, and goes on to where the provider of accounts ends its own. */
export async function signOut(): Promise<void> {
  const response = await send('/portal/sign-out', { method: 'POST', json: {}, anonymous: true });
  const { redirect } = signOutShape.parse(await response.json());
  location.assign(redirect ?? '/devportal');
}
