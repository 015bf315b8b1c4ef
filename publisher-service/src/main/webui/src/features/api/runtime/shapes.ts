import { z } from 'zod';
import { amountText, DURATIONS, parseAmount, SIZES, type Units } from '../../../ui/amount';
import { texts } from '../../../texts';
import type { Api } from '../api/shapes';

const words = texts.runtime;
const DAY = 86_400_000;
const TIB = 2 ** 40;
const MOST_ENTRIES = 100;

/** An amount between two others, which are the server's limits. */
function amount(units: Units, min: number, max: number) {
  return z.string().refine((text) => {
    const value = parseAmount(text, units);
    return value !== null && value >= min && value <= max;
  }, words.between(amountText(min, units), amountText(max, units)));
}

const ORIGIN = /^(\*|https?:\/\/[A-Za-z0-9.-]*\*?[A-Za-z0-9.-]+(:[0-9]{1,5})?|https?:\/\/\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?)$/;
const TOKEN = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

const lines = (isRight: (entry: string) => boolean, problem: string) =>
  z.string().refine((text) => entriesOf(text).every(isRight), problem).refine((text) => entriesOf(text).length <= MOST_ENTRIES, words.tooMany(MOST_ENTRIES));

/** What a user types: lists with one entry a line, amounts with their unit. */
export const runtimeShape = z
  .object({
    transport: z.enum(['both', 'https', 'http']),
    takesTokens: z.boolean(),
    authorizationHeader: z.string().trim().regex(TOKEN, words.headerName),
    takesApiKeys: z.boolean(),
    apiKeyHeader: z.string().trim().regex(TOKEN, words.apiKeyHeaderName),
    queryApiKey: z.boolean(),
    corsEnabled: z.boolean(),
    origins: lines((origin) => ORIGIN.test(origin), words.origins),
    credentials: z.boolean(),
    headers: lines((header) => TOKEN.test(header), words.headerName),
    methods: lines((method) => TOKEN.test(method), words.methodName),
    retentionMs: amount(DURATIONS, 1_000, 365 * DAY),
    retentionBytes: amount(SIZES, 2 ** 20, TIB),
    heartbeatMs: amount(DURATIONS, 1_000, 120_000),
    retryMs: amount(DURATIONS, 100, 60_000),
    maxAgeMs: amount(DURATIONS, 1_000, DAY),
    maxEventBytes: amount(SIZES, 1_024, 2 ** 20),
    sameStream: z.boolean(),
  })
  .refine((values) => !(values.corsEnabled && values.credentials && entriesOf(values.origins).includes('*')), {
    path: ['credentials'],
    message: words.credentialsForAll,
  })
  .refine(({ takesTokens, takesApiKeys }) => takesTokens || takesApiKeys, { path: ['takesApiKeys'], message: words.noScheme });

export type RuntimeValues = z.infer<typeof runtimeShape>;

/** Returns the lines that hold something. */
export function entriesOf(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export function valuesOf(api: Api): RuntimeValues {
  const { corsConfiguration: cors, streaming } = api;
  return {
    transport: api.transport.length > 1 ? 'both' : api.transport[0] === 'http' ? 'http' : 'https',
    takesTokens: api.securityScheme.includes(TOKENS),
    authorizationHeader: api.authorizationHeader,
    takesApiKeys: api.securityScheme.includes(API_KEYS),
    apiKeyHeader: api.apiKeyHeader,
    queryApiKey: streaming.queryApiKey === true,
    corsEnabled: cors.corsConfigurationEnabled,
    origins: cors.accessControlAllowOrigins.join('\n'),
    credentials: cors.accessControlAllowCredentials,
    headers: cors.accessControlAllowHeaders.join('\n'),
    methods: cors.accessControlAllowMethods.join('\n'),
    retentionMs: amountText(streaming.retentionMs, DURATIONS),
    retentionBytes: amountText(streaming.retentionBytes, SIZES),
    heartbeatMs: amountText(streaming.heartbeatMs, DURATIONS),
    retryMs: amountText(streaming.retryMs, DURATIONS),
    maxAgeMs: amountText(streaming.maxAgeMs, DURATIONS),
    maxEventBytes: amountText(streaming.maxEventBytes, SIZES),
    sameStream: streaming.sameStream,
  };
}

/** Returns the API with these values, which have passed {@link runtimeShape}. */
export function withValues(api: Api, values: RuntimeValues): Api {
  const before = api.streaming;
  return {
    ...api,
    transport: values.transport === 'both' ? ['http', 'https'] : [values.transport],
    securityScheme: schemes(api.securityScheme, values),
    authorizationHeader: values.authorizationHeader,
    apiKeyHeader: values.apiKeyHeader,
    corsConfiguration: {
      ...api.corsConfiguration,
      corsConfigurationEnabled: values.corsEnabled,
      accessControlAllowOrigins: entriesOf(values.origins),
      accessControlAllowCredentials: values.credentials,
      accessControlAllowHeaders: entriesOf(values.headers),
      accessControlAllowMethods: entriesOf(values.methods),
    },
    streaming: {
      ...before,
      retentionMs: parseAmount(values.retentionMs, DURATIONS) ?? before.retentionMs,
      retentionBytes: parseAmount(values.retentionBytes, SIZES) ?? before.retentionBytes,
      heartbeatMs: parseAmount(values.heartbeatMs, DURATIONS) ?? before.heartbeatMs,
      retryMs: parseAmount(values.retryMs, DURATIONS) ?? before.retryMs,
      maxAgeMs: parseAmount(values.maxAgeMs, DURATIONS) ?? before.maxAgeMs,
      maxEventBytes: parseAmount(values.maxEventBytes, SIZES) ?? before.maxEventBytes,
      sameStream: values.sameStream,
      ...((values.queryApiKey || before.queryApiKey !== undefined) && { queryApiKey: values.queryApiKey }),
    },
  };
}

/** WSO2's words for what clients show; those that mean nothing here stay as they are. */
const TOKENS = 'oauth2';
const API_KEYS = 'api_key';

function schemes(before: readonly string[], { takesTokens, takesApiKeys }: RuntimeValues): string[] {
  const others = before.filter((scheme) => scheme !== TOKENS && scheme !== API_KEYS);
  return [...(takesTokens ? [TOKENS] : []), ...(takesApiKeys ? [API_KEYS] : []), ...others];
}

const FIELDS: Readonly<Record<string, keyof RuntimeValues>> = {
  transport: 'transport',
  authorizationHeader: 'authorizationHeader',
  apiKeyHeader: 'apiKeyHeader',
  securityScheme: 'takesApiKeys',
  'streaming.queryApiKey': 'queryApiKey',
  'corsConfiguration.corsConfigurationEnabled': 'corsEnabled',
  'corsConfiguration.accessControlAllowOrigins': 'origins',
  'corsConfiguration.accessControlAllowCredentials': 'credentials',
  'corsConfiguration.accessControlAllowHeaders': 'headers',
  'corsConfiguration.accessControlAllowMethods': 'methods',
  'streaming.retentionMs': 'retentionMs',
  'streaming.retentionBytes': 'retentionBytes',
  'streaming.heartbeatMs': 'heartbeatMs',
  'streaming.retryMs': 'retryMs',
  'streaming.maxAgeMs': 'maxAgeMs',
  'streaming.maxEventBytes': 'maxEventBytes',
  'streaming.sameStream': 'sameStream',
};

/** Returns the form's field of a path in the API's body, or null. */
export function runtimeFieldOf(path: string): keyof RuntimeValues | null {
  return FIELDS[path.replace(/\[\d+\]$/, '')] ?? null;
}
