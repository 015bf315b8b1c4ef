import { z } from 'zod';
import { texts } from '../../texts';

const KEY_SOURCES = ['JWKS', 'PEM'] as const;

export const keyManagerListShape = z.object({
  list: z.array(z.object({ id: z.string(), name: z.string(), type: z.string(), description: z.string().default(''), enabled: z.boolean() })),
});

/** An issuer as the list shows it. */
export type KeyManagerInfo = z.infer<typeof keyManagerListShape>['list'][number];

const certificatesShape = z.object({ type: z.enum(KEY_SOURCES), value: z.string() });

/** An issuer whose tokens gateways take. What is not named here stays in it, so that it can be sent back as a whole. */
export const keyManagerShape = z.looseObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  description: z.string(),
  wellKnownEndpoint: z.string().optional(),
  issuer: z.string(),
  certificates: certificatesShape,
  audiences: z.array(z.string()),
  consumerKeyClaim: z.string(),
  scopesClaim: z.string(),
  enabled: z.boolean(),
  enableMapOAuthConsumerApps: z.boolean(),
  keySet: z.object({ keyIds: z.array(z.string()), updatedTime: z.string().optional(), failure: z.string().optional() }),
});

export type KeyManager = z.infer<typeof keyManagerShape>;

/** What a provider says of itself. */
export const discoveredShape = z.object({
  value: z.object({ issuer: z.string().optional(), certificates: certificatesShape, consumerKeyClaim: z.string(), scopesClaim: z.string() }),
});

const words = texts.keyManagers;
const some = (most: number) => z.string().trim().min(1, words.missing).max(most, words.tooLong(most));

/** An issuer as it is typed; audiences one a line. */
export const keyManagerFormShape = z.object({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/, words.nameWrong),
  type: some(45),
  description: z.string().max(256, words.tooLong(256)),
  wellKnown: z.string().trim().max(2_000, words.tooLong(2_000)),
  issuer: some(500),
  keySource: z.enum(KEY_SOURCES),
  keys: z.string().trim().min(1, words.missing),
  audiences: z.string(),
  consumerKeyClaim: some(100),
  scopesClaim: some(100),
  isEnabled: z.boolean(),
  isMappingOn: z.boolean(),
});

export type KeyManagerValues = z.infer<typeof keyManagerFormShape>;

export const NEW_KEY_MANAGER: KeyManagerValues = {
  name: '',
  type: '',
  description: '',
  wellKnown: '',
  issuer: '',
  keySource: 'JWKS',
  keys: '',
  audiences: '',
  consumerKeyClaim: 'azp',
  scopesClaim: 'scope',
  isEnabled: true,
  isMappingOn: true,
};

export function valuesOf(manager: KeyManager): KeyManagerValues {
  return {
    name: manager.name,
    type: manager.type,
    description: manager.description,
    wellKnown: manager.wellKnownEndpoint ?? '',
    issuer: manager.issuer,
    keySource: manager.certificates.type,
    keys: manager.certificates.value,
    audiences: manager.audiences.join('\n'),
    consumerKeyClaim: manager.consumerKeyClaim,
    scopesClaim: manager.scopesClaim,
    isEnabled: manager.enabled,
    isMappingOn: manager.enableMapOAuthConsumerApps,
  };
}

/** Returns the body of an issuer with these values; what the form does not show stays as it is in `before`. */
export function bodyOf(values: KeyManagerValues, before: KeyManager | null): object {
  const { keySet: _, wellKnownEndpoint: __, ...rest } = before ?? {};
  return {
    ...rest,
    name: values.name,
    type: values.type,
    description: values.description,
    ...(values.wellKnown !== '' && { wellKnownEndpoint: values.wellKnown }),
    issuer: values.issuer,
    certificates: { type: values.keySource, value: values.keys },
    audiences: values.audiences.split('\n').map((line) => line.trim()).filter((line) => line !== ''),
    consumerKeyClaim: values.consumerKeyClaim,
    scopesClaim: values.scopesClaim,
    enabled: values.isEnabled,
    enableMapOAuthConsumerApps: values.isMappingOn,
  };
}

const FIELDS: Readonly<Record<string, keyof KeyManagerValues>> = {
  name: 'name',
  type: 'type',
  description: 'description',
  wellKnownEndpoint: 'wellKnown',
  url: 'wellKnown',
  issuer: 'issuer',
  'certificates.value': 'keys',
  'certificates.type': 'keySource',
  audiences: 'audiences',
  consumerKeyClaim: 'consumerKeyClaim',
  scopesClaim: 'scopesClaim',
};

/** Returns the form's field of a path in the body, or null. */
export function keyManagerFieldOf(path: string): keyof KeyManagerValues | null {
  return FIELDS[path.replace(/\[\d+\]$/, '')] ?? null;
}
