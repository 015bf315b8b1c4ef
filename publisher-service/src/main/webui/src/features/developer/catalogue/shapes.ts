import { z } from 'zod';

export const catalogueEntryShape = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  context: z.string(),
  description: z.string().nullish(),
  provider: z.string(),
  lifeCycleStatus: z.string(),
  tags: z.array(z.string()).default([]),
  isSubscriptionAvailable: z.boolean(),
});

/** An API as the catalogue's lists show it. */
export type CatalogueEntry = z.infer<typeof catalogueEntryShape>;

export const catalogueShape = z.object({
  count: z.number(),
  list: z.array(catalogueEntryShape),
  pagination: z.object({ offset: z.number(), limit: z.number(), total: z.number() }),
});

export const tagsShape = z.object({ list: z.array(z.object({ value: z.string(), count: z.number() })) });

const urlsShape = z.object({ http: z.string().nullish(), https: z.string().nullish() });

export const developerApiShape = catalogueEntryShape.extend({
  operations: z.array(z.object({ target: z.string(), authType: z.string().default('Any'), scopes: z.array(z.string()).default([]) })),
  authorizationHeader: z.string(),
  apiKeyHeader: z.string().default('ApiKey'),
  securityScheme: z.array(z.string()).default(['oauth2']),
  isSubscriptionRequired: z.boolean().default(true),
  scopes: z.array(z.object({ key: z.string() })).default([]),
  transport: z.array(z.string()),
  tiers: z.array(z.object({ tierName: z.string() })),
  endpointURLs: z.array(z.object({ environmentName: z.string(), environmentDisplayName: z.string(), URLs: urlsShape })),
  advertiseInfo: z.object({ advertised: z.boolean(), originalDevPortalUrl: z.string().nullish() }),
  businessInformation: z
    .object({ businessOwner: z.string().nullish(), businessOwnerEmail: z.string().nullish(), technicalOwner: z.string().nullish(), technicalOwnerEmail: z.string().nullish() })
    .default({}),
});

/** An API as its page shows it. */
export type DeveloperApi = z.infer<typeof developerApiShape>;
