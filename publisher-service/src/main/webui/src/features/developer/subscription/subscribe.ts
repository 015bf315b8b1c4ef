import { createApplication } from '../application/queries';
import { generateKeys, generateToken, loadKeys } from '../key/queries';
import type { AccessToken, ApplicationKey } from '../key/shapes';
import { changePlan, createSubscription, loadSubscriptions } from './queries';
import type { SubscribeValues } from './shapes';

/** What a subscriber can connect with. */
export interface Credentials {
  readonly applicationId: string;
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
    applicationId = (await createApplication({ name: values.name.trim(), description: '' })).applicationId;
    onApplication(applicationId);
  }
  const subscription = (await loadSubscriptions({ applicationId, apiId })).list[0];
  if (subscription === undefined) {
    await createSubscription(applicationId, apiId, values.plan);
  } else if (subscription.throttlingPolicy !== values.plan) {
    await changePlan(subscription, values.plan);
  }
  const existing = (await loadKeys(applicationId)).list.find((key) => key.keyType === values.keyType);
  const key = existing ?? (await generateKeys(applicationId, values.keyType));
  const token = key.token ?? (await generateToken(applicationId, key.keyMappingId));
  return { applicationId, key, token };
}
