import { z } from 'zod';

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
  additionalProperties: z.object({ application_access_token_expiry_time: z.number().nullish() }).default({}),
  token: tokenShape.nullish(),
});

/** The OAuth2 client of an application for one type of keys. */
export type ApplicationKey = z.infer<typeof keyShape>;

export const keyListShape = z.object({ count: z.number(), list: z.array(keyShape) });

export const secretShape = z.object({ consumerKey: z.string(), consumerSecret: z.string() });
