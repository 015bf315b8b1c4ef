import { createApplication } from '../application/queries';
import { UNLIMITED_PLAN } from '../application/shapes';
import { generateApiKey } from '../apikey/queries';
import type { ApiKey } from '../apikey/shapes';
import type { DeveloperApi } from '../catalogue/shapes';
import { generateKeys, generateToken, loadKeys } from '../key/queries';
import { isOwn, type AccessToken, type ApplicationKey, type KeyType } from '../key/shapes';
import { texts } from '../../../texts';
import { changePlan, createSubscription, loadSubscriptions } from './queries';
import type { SubscribeValues, Subscription } from './shapes';

/** What a developer can connect with. */
export interface Credentials {
  readonly applicationId: string;
  /** Of the subscription: `UNBLOCKED`, or `ON_HOLD` while it waits for approval; null: none is needed. */
  readonly status: string | null;
  readonly proof: TokenProof | ApiKeyProof;
}

/** A token, and the keys that it was made with; these with their secret if they were made now. */
export interface TokenProof {
  readonly kind: 'token';
  readonly key: ApplicationKey;
  readonly token: AccessToken;
}

/** An API key that was made now. */
export interface ApiKeyProof {
  readonly kind: 'apiKey';
  readonly made: ApiKey;
  readonly apikey: string;
}

/** Long enough to be of use, short enough to be noticed. */
const API_KEY_VALIDITY = '90 d';

/**
 * Makes what is not there yet of application, subscription and keys, and a token or an API key. Whatever fails, it can be
 * called again: `onApplication` gets the id of a new application, to be chosen the next time.
 */
export async function subscribe(api: DeveloperApi, values: SubscribeValues, onApplication: (applicationId: string) => void): Promise<Credentials> {
  let applicationId = values.application;
  if (applicationId === '') {
    applicationId = (await createApplication({ name: values.name.trim(), description: '', throttlingPolicy: UNLIMITED_PLAN })).applicationId;
    onApplication(applicationId);
  }
  const status = values.plan === '' ? null : (await subscribed(applicationId, api.id, values.plan)).status;
  const proof = values.proof === 'token' ? await withToken(api, applicationId, values.keyType) : await withApiKey(api, applicationId, values.keyType);
  return { applicationId, status, proof };
}

async function withToken(api: DeveloperApi, applicationId: string, keyType: KeyType): Promise<TokenProof> {
  const existing = (await loadKeys(applicationId)).list.find((key) => key.keyType === keyType && isOwn(key));
  const key = existing ?? (await generateKeys(applicationId, keyType));
  const scopes = api.scopes.map((scope) => scope.key);
  // The first token has no scopes.
  const token = scopes.length === 0 ? key.token : null;
  return { kind: 'token', key, token: token ?? (await generateToken(applicationId, key.keyMappingId, scopes)) };
}

async function withApiKey(api: DeveloperApi, applicationId: string, keyType: KeyType): Promise<ApiKeyProof> {
  const name = texts.developer.subscribe.apiKeyName;
  const made = await generateApiKey(applicationId, { apiId: api.id, keyType, name, validity: API_KEY_VALIDITY, ips: '', referers: '' });
  return { kind: 'apiKey', made, apikey: made.apikey ?? '' };
}

/** Makes the subscription, or gives it this plan. */
async function subscribed(applicationId: string, apiId: string, plan: string): Promise<Subscription> {
  const present = (await loadSubscriptions({ applicationId, apiId })).list[0];
  if (present === undefined) {
    return createSubscription(applicationId, apiId, plan);
  }
  return present.throttlingPolicy === plan ? present : changePlan(present, plan);
}
