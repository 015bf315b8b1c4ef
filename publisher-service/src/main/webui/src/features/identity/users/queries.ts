import { queryOptions } from '@tanstack/react-query';
import { fetchJson, send, withQuery } from '../../../api/client';
import { roleListShape, userListShape, userShape, type NewUserValues, type User } from './shapes';

const USERS = '/scim2/Users';
const ALL = 1_000;

/** Of a user who leaves: what becomes of the applications. */
export type Leaving = { readonly kind: 'none' } | { readonly kind: 'delete' } | { readonly kind: 'handOver'; readonly newOwner: string };

export const usersQuery = () =>
  queryOptions({ queryKey: ['users'], queryFn: ({ signal }) => fetchJson(withQuery(USERS, { count: ALL }), userListShape, { signal }) });

export const userQuery = (userId: string) =>
  queryOptions({ queryKey: ['user', userId], queryFn: ({ signal }) => fetchJson(userPath(userId), userShape, { signal }) });

export const rolesQuery = () =>
  queryOptions({
    queryKey: ['roles'],
    queryFn: ({ signal }) => fetchJson('/api/am/admin/v4/roles', roleListShape, { signal }),
    staleTime: 300_000,
  });

export function createUser({ userName, password, roles }: NewUserValues): Promise<User> {
  return fetchJson(USERS, userShape, { method: 'POST', json: { userName, password, roles: roles.map((value) => ({ value })) } });
}

/** What is to be otherwise of a user; the rest stays. */
export interface UserChange {
  readonly active?: boolean;
  readonly roles?: readonly string[];
  readonly password?: string;
}

export function changeUser(user: User, change: UserChange): Promise<User> {
  const roles = change.roles?.map((value) => ({ value })) ?? user.roles;
  const json = { userName: user.userName, active: user.active, ...change, roles };
  return fetchJson(userPath(user.id), userShape, { method: 'PUT', json });
}

export async function deleteUser(userId: string, leaving: Leaving): Promise<void> {
  const query =
    leaving.kind === 'none' ? {} : { applications: leaving.kind, newOwner: leaving.kind === 'handOver' ? leaving.newOwner : undefined };
  await send(withQuery(userPath(userId), query), { method: 'DELETE' });
}

function userPath(userId: string): string {
  return `${USERS}/${encodeURIComponent(userId)}`;
}
