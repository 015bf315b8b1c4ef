import { queryOptions } from '@tanstack/react-query';
import { fetchJson, send, withQuery } from '../../../api/client';
import { ProblemError } from '../../../api/problem';
import { texts } from '../../../texts';
import { roleListShape, userListShape, userShape, type NewUserValues, type User } from './shapes';

const USERS = '/scim2/Users';
const ALL = 1_000;
const CHANGED = 412;

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

/** SCIM takes a user as a whole: what another admin has changed since `user` was read is not taken back, but refused here. */
export async function changeUser(user: User, change: UserChange): Promise<User> {
  const now = await fetchJson(userPath(user.id), userShape);
  if (!isSame(now, user)) {
    throw new ProblemError({ status: CHANGED, title: texts.users.changed, description: '', fields: [], requestId: null });
  }
  const roles = change.roles?.map((value) => ({ value })) ?? now.roles;
  const json = { userName: now.userName, active: now.active, ...change, roles };
  return fetchJson(userPath(user.id), userShape, { method: 'PUT', json });
}

function isSame(one: User, other: User): boolean {
  const rolesOf = (user: User) => user.roles.map((role) => role.value).sort().join(' ');
  return one.active === other.active && rolesOf(one) === rolesOf(other);
}

export async function deleteUser(userId: string, leaving: Leaving): Promise<void> {
  const query =
    leaving.kind === 'none' ? {} : { applications: leaving.kind, newOwner: leaving.kind === 'handOver' ? leaving.newOwner : undefined };
  await send(withQuery(userPath(userId), query), { method: 'DELETE' });
}

function userPath(userId: string): string {
  return `${USERS}/${encodeURIComponent(userId)}`;
}
