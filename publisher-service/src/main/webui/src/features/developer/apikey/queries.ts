import { queryOptions } from '@tanstack/react-query';
import { fetchJson, fetchVersioned, send, withQuery } from '../../../api/client';
import { ProblemError } from '../../../api/problem';
import { texts } from '../../../texts';
import { applicationPath } from '../application/queries';
import { KEY_TYPES, type KeyType } from '../key/shapes';
import { apiKeyListShape, apiKeyShape, bodyOf, changeBodyOf, changeValuesOf, type ApiKey, type ApiKeyValues, type ChangeValues } from './shapes';

const ALL = 1_000;
/** The status that says that another has changed it since. */
export const CHANGED = 412;

function keysPath(applicationId: string, keyType: KeyType): string {
  return `${applicationPath(applicationId)}/api-keys/${keyType}`;
}

/** The API keys of an application, those of production first. */
export const apiKeysQuery = (applicationId: string) =>
  queryOptions({
    queryKey: ['api-keys', applicationId],
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(
        KEY_TYPES.map((keyType) => fetchJson(withQuery(keysPath(applicationId, keyType), { limit: ALL }), apiKeyListShape, { signal })),
      );
      return lists.flatMap(({ list }) => list);
    },
  });

/** The answer has the key itself. */
export function generateApiKey(applicationId: string, values: ApiKeyValues): Promise<ApiKey> {
  return fetchJson(`${keysPath(applicationId, values.keyType)}/generate`, apiKeyShape, { method: 'POST', json: bodyOf(values) });
}

/** @param overlapSeconds for which the present key stays good beside the new one */
export function regenerateApiKey(applicationId: string, { keyUUID, keyType }: ApiKey, overlapSeconds: number): Promise<ApiKey> {
  return fetchJson(`${keysPath(applicationId, keyType)}/regenerate`, apiKeyShape, { method: 'POST', json: { keyUUID, overlapSeconds } });
}

/** Changes a key if it is still as it was listed. */
export async function changeApiKey(applicationId: string, present: ApiKey, values: ChangeValues): Promise<ApiKey> {
  const path = `${keysPath(applicationId, present.keyType)}/${encodeURIComponent(present.keyUUID)}`;
  const now = await fetchVersioned(path, apiKeyShape);
  if (JSON.stringify(changeValuesOf(now.value)) !== JSON.stringify(changeValuesOf(present))) {
    throw new ProblemError({ status: CHANGED, title: texts.apiKeys.changed, description: '', fields: [], requestId: null });
  }
  return fetchJson(path, apiKeyShape, { method: 'PUT', json: changeBodyOf(values), ifMatch: now.etag });
}

export async function revokeApiKey(applicationId: string, { keyUUID, keyType }: ApiKey): Promise<void> {
  await send(`${keysPath(applicationId, keyType)}/revoke`, { method: 'POST', json: { keyUUID } });
}
