import { queryOptions } from '@tanstack/react-query';
import { fetchJson, send } from '../../../api/client';
import { applicationPath } from '../application/queries';
import {
  keyListShape,
  keyManagerInfoListShape,
  keyShape,
  secretShape,
  tokenShape,
  type AccessToken,
  type ApplicationKey,
  type KeyType,
  type MappingValues,
} from './shapes';

const GRANTS = ['client_credentials'];

function keyPath(applicationId: string, keyMappingId: string): string {
  return `${applicationPath(applicationId)}/oauth-keys/${encodeURIComponent(keyMappingId)}`;
}

export function loadKeys(applicationId: string, signal?: AbortSignal) {
  return fetchJson(`${applicationPath(applicationId)}/oauth-keys`, keyListShape, signal === undefined ? {} : { signal });
}

export const keysQuery = (applicationId: string) =>
  queryOptions({ queryKey: ['application-keys', applicationId], queryFn: ({ signal }) => loadKeys(applicationId, signal) });

/** Makes keys of one type; the answer has the secret, and mostly a first token. */
export function generateKeys(applicationId: string, keyType: KeyType): Promise<ApplicationKey> {
  const json = { keyType, grantTypesToBeSupported: GRANTS };
  return fetchJson(`${applicationPath(applicationId)}/generate-keys`, keyShape, { method: 'POST', json });
}

/** A token of the keys' client, for the application's owner, who needs no secret for it; with those of the scopes that its roles allow. */
export function generateToken(applicationId: string, keyMappingId: string, scopes: readonly string[] = []): Promise<AccessToken> {
  return fetchJson(`${keyPath(applicationId, keyMappingId)}/generate-token`, tokenShape, { method: 'POST', json: scopes.length === 0 ? {} : { scopes } });
}

/** Another secret for the same key; the old one is no longer good. */
export function regenerateSecret(applicationId: string, keyMappingId: string) {
  return fetchJson(`${keyPath(applicationId, keyMappingId)}/regenerate-secret`, secretShape, { method: 'POST' });
}

/** @param seconds that tokens are good for from now on; null = as the installation says */
export function changeTokenLifetime(applicationId: string, keyMappingId: string, seconds: number | null): Promise<ApplicationKey> {
  const json = { additionalProperties: { application_access_token_expiry_time: seconds ?? -1 } };
  return fetchJson(keyPath(applicationId, keyMappingId), keyShape, { method: 'PUT', json });
}

/** The other issuers whose tokens gateways take. */
export const keyManagersQuery = () =>
  queryOptions({
    queryKey: ['key-managers', 'developer'],
    queryFn: ({ signal }) => fetchJson('/api/am/devportal/v3/key-managers', keyManagerInfoListShape, { signal }),
  });

/** Makes a client of another issuer one of the application. */
export function mapKeys(applicationId: string, { accessToken, ...client }: MappingValues): Promise<ApplicationKey> {
  const json = accessToken === '' ? client : { ...client, accessToken };
  return fetchJson(`${applicationPath(applicationId)}/map-keys`, keyShape, { method: 'POST', json });
}

/** Takes the keys away, with all tokens of theirs. */
export async function revokeKeys(applicationId: string, keyMappingId: string): Promise<void> {
  await send(keyPath(applicationId, keyMappingId), { method: 'DELETE' });
}
