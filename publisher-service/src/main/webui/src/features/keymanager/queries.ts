import { queryOptions } from '@tanstack/react-query';
import { fetchJson, fetchVersioned, send, type Versioned } from '../../api/client';
import { bodyOf, discoveredShape, keyManagerListShape, keyManagerShape, type KeyManager, type KeyManagerValues } from './shapes';

const KEY_MANAGERS = '/api/am/admin/v4/key-managers';

function managerPath(managerId: string): string {
  return `${KEY_MANAGERS}/${encodeURIComponent(managerId)}`;
}

export const keyManagersQuery = () =>
  queryOptions({ queryKey: ['key-managers'], queryFn: ({ signal }) => fetchJson(KEY_MANAGERS, keyManagerListShape, { signal }) });

export const keyManagerQuery = (managerId: string) =>
  queryOptions({ queryKey: ['key-manager', managerId], queryFn: ({ signal }) => fetchVersioned(managerPath(managerId), keyManagerShape, { signal }) });

/** Adds an issuer, or stores one in the edition that was changed. */
export function saveKeyManager(values: KeyManagerValues, edition: Versioned<KeyManager> | null): Promise<KeyManager> {
  const json = bodyOf(values, edition?.value ?? null);
  return edition === null
    ? fetchJson(KEY_MANAGERS, keyManagerShape, { method: 'POST', json })
    : fetchJson(managerPath(edition.value.id), keyManagerShape, { method: 'PUT', json, ifMatch: edition.etag });
}

export async function deleteKeyManager(managerId: string): Promise<void> {
  await send(managerPath(managerId), { method: 'DELETE' });
}

/** Returns what a provider says of itself at this address. */
export async function discover(url: string) {
  const body = new FormData();
  body.set('url', url);
  body.set('type', 'custom');
  return (await fetchJson(`${KEY_MANAGERS}/discover`, discoveredShape, { method: 'POST', body })).value;
}
