import { z } from 'zod';
import { DURATIONS, parseAmount } from '../../../ui/amount';
import { texts } from '../../../texts';
import { KEY_TYPES } from '../key/shapes';

const rulesShape = z.object({ permittedIP: z.string().optional(), permittedReferer: z.string().optional() });

export const apiKeyShape = z.object({
  keyUUID: z.string(),
  keyName: z.string(),
  /** In the answer to what has made it, and never again. */
  apikey: z.string().optional(),
  lastFour: z.string(),
  keyType: z.enum(KEY_TYPES),
  apiId: z.string(),
  apiName: z.string(),
  apiVersion: z.string(),
  issuedOn: z.string(),
  expiresAt: z.string().optional(),
  /** The minute in which it last had a stream. */
  lastUsed: z.string().optional(),
  additionalProperties: rulesShape.default({}),
});

/** A key of an application for one API. */
export type ApiKey = z.infer<typeof apiKeyShape>;

export const apiKeyListShape = z.object({ count: z.number(), list: z.array(apiKeyShape) });

const words = texts.apiKeys;
const MOST_RULES = 20;
const MIN_MS = 60_000;
const MAX_MS = 3_650 * 86_400_000;

const isEmptyAmount = (text: string) => (text.split(' ')[0] ?? '') === '';

/** Returns the lines that hold something, also where commas stand between. */
export function entriesOf(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

const rules = z.string().refine((text) => entriesOf(text).length <= MOST_RULES, words.tooMany);

/** A key as it is asked for: lists have one entry a line, the validity its unit. */
export const apiKeyFormShape = z.object({
  apiId: z.string(),
  keyType: z.enum(KEY_TYPES),
  name: z.string().max(100, words.nameLong),
  validity: z.string().refine((text) => {
    const ms = parseAmount(text, DURATIONS);
    return isEmptyAmount(text) || (ms !== null && ms >= MIN_MS && ms <= MAX_MS);
  }, words.validityWrong),
  ips: rules,
  referers: rules,
});

export type ApiKeyValues = z.infer<typeof apiKeyFormShape>;

/** Without an end, as WSO2's scripts send it. */
const ENDLESS = -1;

/** What can change in a key. */
export const changeFormShape = apiKeyFormShape.pick({ ips: true, referers: true }).extend({
  name: z
    .string()
    .max(100, words.nameLong)
    .refine((name) => name.trim() !== '', words.nameMissing),
});

export type ChangeValues = z.infer<typeof changeFormShape>;

/** Returns a key as the form shows it. */
export function changeValuesOf({ keyName, additionalProperties: { permittedIP = '', permittedReferer = '' } }: ApiKey): ChangeValues {
  return { name: keyName, ips: permittedIP.replaceAll(',', '\n'), referers: permittedReferer.replaceAll(',', '\n') };
}

/** Returns the body that changes a key. */
export function changeBodyOf({ name, ips, referers }: ChangeValues): object {
  return { keyName: name.trim(), additionalProperties: rulesOf(ips, referers) };
}

function rulesOf(ips: string, referers: string): object {
  return { permittedIP: entriesOf(ips).join(','), permittedReferer: entriesOf(referers).join(',') };
}

/** Returns the body that asks for a key. */
export function bodyOf({ apiId, name, validity, ips, referers }: ApiKeyValues): object {
  const ms = isEmptyAmount(validity) ? null : parseAmount(validity, DURATIONS);
  return {
    apiId,
    keyName: name.trim(),
    validityPeriod: ms === null ? ENDLESS : Math.round(ms / 1_000),
    additionalProperties: rulesOf(ips, referers),
  };
}

const FIELDS: Readonly<Record<string, keyof ApiKeyValues>> = {
  apiId: 'apiId',
  keyName: 'name',
  validityPeriod: 'validity',
  'additionalProperties.permittedIP': 'ips',
  'additionalProperties.permittedReferer': 'referers',
};

/** Returns the form's field of a path in the body, or null. */
export function apiKeyFieldOf(path: string): keyof ApiKeyValues | null {
  return FIELDS[path] ?? null;
}

/** The same of the form that changes a key. */
export function changeFieldOf(path: string): keyof ChangeValues | null {
  const field = apiKeyFieldOf(path);
  return field === 'name' || field === 'ips' || field === 'referers' ? field : null;
}
