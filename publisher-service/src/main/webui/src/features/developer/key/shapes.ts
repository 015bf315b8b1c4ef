import { z } from 'zod';
import { texts } from '../../../texts';

export const KEY_TYPES = ['PRODUCTION', 'SANDBOX'] as const;

const keyTypeShape = z.enum(KEY_TYPES);

export type KeyType = z.infer<typeof keyTypeShape>;

export const tokenShape = z.object({
  accessToken: z.string(),
  /** Seconds. */
  validityTime: z.number(),
});

/** An access token that was made just now. */
export type AccessToken = z.infer<typeof tokenShape>;

export const keyShape = z.object({
  keyMappingId: z.string(),
  consumerKey: z.string(),
  /** In the answer to what has made it, and never again. */
  consumerSecret: z.string().nullish(),
  keyType: keyTypeShape,
  /** `CREATED` here, or `MAPPED`: a client of another issuer. */
  mode: z.string().default('CREATED'),
  /** The name of the issuer. */
  keyManager: z.string().default(''),
  additionalProperties: z.object({ application_access_token_expiry_time: z.number().nullish() }).default({}),
  token: tokenShape.nullish(),
});

/** The OAuth2 client of an application for one type of keys. */
export type ApplicationKey = z.infer<typeof keyShape>;

/** Returns whether it is a client of ours, for which tokens can be made here. */
export function isOwn({ mode }: ApplicationKey): boolean {
  return mode !== 'MAPPED';
}

export const keyListShape = z.object({ count: z.number(), list: z.array(keyShape) });

const keyManagerInfoShape = z.object({
  id: z.string(),
  name: z.string(),
  displayName: z.string().optional(),
  issuer: z.string().default(''),
  tokenEndpoint: z.string().optional(),
  audiences: z.array(z.string()).default([]),
  enableMapOAuthConsumerApps: z.boolean().default(false),
});

/** Another issuer of tokens, as developers see it. */
export type KeyManagerInfo = z.infer<typeof keyManagerInfoShape>;

export const keyManagerInfoListShape = z.object({ list: z.array(keyManagerInfoShape) });

const MAX_CONSUMER_KEY = 255;
const MAX_TOKEN = 8_192;

/** A client of another issuer that is made one of an application. */
export const mappingShape = z.object({
  keyManager: z.string(),
  keyType: keyTypeShape,
  consumerKey: z.string().trim().min(1, texts.mappedKeys.consumerKeyMissing).max(MAX_CONSUMER_KEY, texts.mappedKeys.tooLong(MAX_CONSUMER_KEY)),
  accessToken: z.string().trim().max(MAX_TOKEN, texts.mappedKeys.tooLong(MAX_TOKEN)),
});

export type MappingValues = z.infer<typeof mappingShape>;

/** Returns the form's field of a path in the body, or null. */
export function mappingFieldOf(path: string): keyof MappingValues | null {
  const found = mappingShape.keyof().safeParse(path);
  return found.success ? found.data : null;
}

export const secretShape = z.object({ consumerKey: z.string(), consumerSecret: z.string() });
