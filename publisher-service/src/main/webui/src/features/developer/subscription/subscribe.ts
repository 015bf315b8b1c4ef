import { createApplication } from '../application/queries';
import { UNLIMITED_PLAN } from '../application/shapes';
import { generateKeys, generateToken, loadKeys } from '../key/queries';
import type { AccessToken, ApplicationKey } from '../key/shapes';
import { changePlan, createSubscription, loadSubscriptions } from './queries';
import type { SubscribeValues, Subscription } from './shapes';

/** What a subscriber can connect with. */
export interface Credentials {
  readonly applicationId: string;
  /** Of the subscription: `UNBLOCKED`, or `ON_HOLD` while it waits for approval. */
  readonly status: string;
  /** With its secret if it was made now. */
  readonly key: ApplicationKey;
  readonly token: AccessToken;
}

/**
 * Makes what is not there yet of application, subscription and keys, and a token. Whatever fails, it can be called again:
 * `onApplication` gets the id of a new application, to be chosen the next time.
 */
export async function subscribe(apiId: string, values: SubscribeValues, onApplication: (applicationId: string) => void): Promise<Credentials> {
  let applicationId = values.application;
  if (applicationId === '') {
    applicationId = (await createApplication({ name: values.name.trim(), description: '', throttlingPolicy: UNLIMITED_PLAN })).applicationId;
    onApplication(applicationId);
  }
  const { status } = await subscribed(applicationId, apiId, values.plan);
  const existing = (await loadKeys(applicationId)).list.find((key) => key.keyType === values.keyType);
  const key = existing ?? (await generateKeys(applicationId, values.keyType));
  const token = key.token ?? (await generateToken(applicationId, key.keyMappingId));
  return { applicationId, status, key, token };
}

/** Makes the subscription, or gives it this plan. */
async function subscribed(applicationId: string, apiId: string, plan: string): Promise<Subscription> {
  const present = (await loadSubscriptions({ applicationId, apiId })).list[0];
  if (present === undefined) {
    return createSubscription(applicationId, apiId, plan);
  }
  return present.throttlingPolicy === plan ? present : changePlan(present, plan);
}
