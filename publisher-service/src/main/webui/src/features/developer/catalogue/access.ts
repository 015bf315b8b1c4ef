import type { SnippetCredential } from '../snippet';
import { texts } from '../../../texts';
import type { CatalogueEntry, DeveloperApi } from './shapes';

/** What a client of an API can show: an access token, or an API key. */
export type Proof = 'token' | 'apiKey';

const SCHEMES: Readonly<Record<Proof, string>> = { token: 'oauth2', apiKey: 'api_key' };
const PROOFS: readonly Proof[] = ['token', 'apiKey'];
const OPEN = 'None';

/** Returns what an API takes, tokens first. */
export function proofsOf({ securityScheme }: DeveloperApi): readonly Proof[] {
  return PROOFS.filter((proof) => securityScheme.includes(SCHEMES[proof]));
}

/** Returns the header that shows a token or an API key to an API. */
export function headerOf(api: DeveloperApi, proof: Proof, secret: string): SnippetCredential {
  return proof === 'token' ? { header: api.authorizationHeader, value: `Bearer ${secret}` } : { header: api.apiKeyHeader, value: secret };
}

/** Returns the topics that need no credential. */
export function openTopics({ operations }: DeveloperApi): readonly string[] {
  return operations.filter(({ authType }) => authType === OPEN).map(({ target }) => target);
}

/** Returns whether no topic of an API needs a credential. */
export function isOpenToAll(api: DeveloperApi): boolean {
  return api.operations.length > 0 && openTopics(api).length === api.operations.length;
}

/** Returns the scopes of which a token has to have one; empty: none is asked for. */
export function scopesOf({ operations }: DeveloperApi, topic: string): readonly string[] {
  return operations.find(({ target }) => target === topic)?.scopes ?? [];
}

/** How applications come to an API's events. */
export type Access = 'subscription' | 'application' | 'elsewhere' | 'closed';

/**
 * Returns it: by a subscription; by an application alone, where none is needed; elsewhere, of a third party's API; or not at
 * all, where a subscription is needed and no new ones are taken.
 */
export function accessOf(api: DeveloperApi): Access {
  if (api.advertiseInfo.advertised) {
    return 'elsewhere';
  }
  if (!api.isSubscriptionRequired) {
    return 'application';
  }
  return api.isSubscriptionAvailable ? 'subscription' : 'closed';
}

/** Returns whether there is something to do before its events come: the page for it is shown then. */
export function isToBeConnected(api: DeveloperApi): boolean {
  const access = accessOf(api);
  return access === 'closed' ? openTopics(api).length > 0 : access !== 'elsewhere';
}

/** Returns what is unusual in the state of an API that takes no subscriptions; undefined: nothing. */
export function stateLabel({ isSubscriptionAvailable, lifeCycleStatus }: CatalogueEntry): string | undefined {
  return isSubscriptionAvailable || lifeCycleStatus === 'PUBLISHED' ? undefined : (texts.catalogue.states[lifeCycleStatus] ?? lifeCycleStatus);
}
