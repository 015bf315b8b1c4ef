import { fetchJson, withQuery } from '../../../api/client';
import { apiPath } from '../api/queries';
import { testKeyShape } from './shapes';

export type KeyType = 'PRODUCTION' | 'SANDBOX';

/** Returns a new test key: good for an hour, for this API and one of its endpoints alone. */
export async function generateTestKey(apiId: string, keyType: KeyType): Promise<string> {
  const path = withQuery(apiPath(apiId, 'generate-key'), { keyType });
  return (await fetchJson(path, testKeyShape, { method: 'POST', json: {} })).apikey;
}
