import { queryOptions } from '@tanstack/react-query';
import { fetchJson, fetchVersioned, send, withQuery } from '../../api/client';
import { ProblemError } from '../../api/problem';
import { texts } from '../../texts';
import { scopeUsesShape, sharedScopeListShape, sharedScopeShape, type ScopeValues, type SharedScope } from './shapes';

const SCOPES = '/api/am/publisher/v4/scopes';
const ALL = 1_000;
const CHANGED = 412;

export const sharedScopesQuery = () =>
  queryOptions({
    queryKey: ['shared-scopes'],
    queryFn: ({ signal }) => fetchJson(withQuery(SCOPES, { limit: ALL }), sharedScopeListShape, { signal }),
  });

function scopePath(scopeId: string): string {
  return `${SCOPES}/${encodeURIComponent(scopeId)}`;
}

/** The APIs that have a scope. */
export const scopeUsesQuery = (scopeId: string) =>
  queryOptions({
    queryKey: ['shared-scope-uses', scopeId],
    queryFn: ({ signal }) => fetchJson(`${scopePath(scopeId)}/usage`, scopeUsesShape, { signal }),
  });

/** Makes a scope, or changes the present one, if it is still as it was listed. */
export async function saveScope(present: SharedScope | null, values: ScopeValues): Promise<void> {
  const displayName = values.displayName.trim() === '' ? values.name : values.displayName;
  const json = { ...values, displayName };
  if (present === null) {
    await send(SCOPES, { method: 'POST', json });
    return;
  }
  const now = await fetchVersioned(scopePath(present.id), sharedScopeShape);
  if (!isSame(now.value, present)) {
    throw new ProblemError({ status: CHANGED, title: texts.scopes.changed, description: '', fields: [], requestId: null });
  }
  await send(scopePath(present.id), { method: 'PUT', json, ifMatch: now.etag });
}

function isSame(one: SharedScope, other: SharedScope): boolean {
  const factsOf = ({ displayName, description, bindings }: SharedScope) => JSON.stringify([displayName, description, bindings]);
  return factsOf(one) === factsOf(other);
}

export async function deleteScope(scopeId: string): Promise<void> {
  await send(scopePath(scopeId), { method: 'DELETE' });
}
