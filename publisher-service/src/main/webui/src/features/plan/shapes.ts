import { z } from 'zod';
import { amountText, DURATIONS, parseAmount, SIZES, type Units } from '../../ui/amount';
import { texts } from '../../texts';
import { burstOf, quotaOf, streamingLimits, streamingTermsShape, UNLIMITED, type Limits, type PlanLevel } from './limits';

const windowFields = { timeUnit: z.string(), unitTime: z.number() };

/** A plan as an admin sees it. What is not named here stays in it, so that it can be sent back as a whole. */
export const adminPlanShape = z.looseObject({
  policyId: z.string(),
  policyName: z.string(),
  displayName: z.string(),
  description: z.string(),
  defaultLimit: z.looseObject({
    type: z.string(),
    eventCount: z.object({ eventCount: z.number(), ...windowFields }).optional(),
    requestCount: z.object({ requestCount: z.number(), ...windowFields }).optional(),
  }),
  rateLimitCount: z.number().optional(),
  rateLimitTimeUnit: z.string().optional(),
  burstLimit: z.object({ rateLimitCount: z.number(), rateLimitTimeUnit: z.string() }).optional(),
  stopOnQuotaReach: z.boolean(),
  customAttributes: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  permissions: z.object({ permissionType: z.enum(['ALLOW', 'DENY']), roles: z.array(z.string()) }).optional(),
  streaming: streamingTermsShape,
});

export type AdminPlan = z.infer<typeof adminPlanShape>;

export const adminPlanListShape = z.object({ count: z.number(), list: z.array(adminPlanShape) });

export function limitsOfAdminPlan(plan: AdminPlan): Limits {
  const { eventCount, requestCount } = plan.defaultLimit;
  const window = eventCount ?? requestCount;
  const count = eventCount?.eventCount ?? requestCount?.requestCount ?? UNLIMITED;
  return {
    events: quotaOf(count, window?.unitTime ?? 1, window?.timeUnit),
    burst: burstOf(plan.rateLimitCount ?? plan.burstLimit?.rateLimitCount, plan.rateLimitTimeUnit ?? plan.burstLimit?.rateLimitTimeUnit),
    stops: plan.stopOnQuotaReach,
    ...streamingLimits(plan.streaming),
  };
}

/** Units of windows as the form names them, with the words of the REST API. */
const WINDOW_WORDS: Readonly<Record<string, string>> = { minutes: 'min', hours: 'hour', days: 'days', months: 'month', years: 'year' };

/** Only their names and order count. */
export const WINDOWS: Units = Object.fromEntries(Object.keys(WINDOW_WORDS).map((name) => [name, 1]));

const words = texts.plans.form;
const MOST_UNITS = 1_000;
const MOST_EVENTS = 1_000_000_000_000;
const MOST_BYTES = 1_000_000_000_000_000;
const MOST_CONNECTIONS = 1_000_000;
const MIN_CONNECTION_MS = 1_000;
const MAX_CONNECTION_MS = 366 * 86_400_000;

const isWhole = (text: string, most: number) => /^\d{1,15}$/.test(text) && Number(text) >= 1 && Number(text) <= most;
const isEmptyAmount = (text: string) => (text.split(' ')[0] ?? '') === '';
const count = (most: number, problem: string) => z.string().trim().refine((text) => text === '' || isWhole(text, most), problem);
const window = z.string().refine((text) => isWhole(text.split(' ')[0] ?? '', MOST_UNITS), words.periodWrong(MOST_UNITS));
const amount = (units: Units, min: number, max: number, problem: string) =>
  z.string().refine((text) => {
    const value = parseAmount(text, units);
    return isEmptyAmount(text) || (value !== null && value >= min && value <= max);
  }, problem);

/** A name may begin with a colon. */
const ATTRIBUTE = /^(.[^:]{0,99}):(.{0,1024})$/;

/** A plan as it is typed: numbers as text, empty for no limit; a window is `1 days`. */
export const planFormShape = z
  .object({
    name: z.string().regex(/^[A-Za-z0-9_.-]{1,60}$/, words.nameWrong),
    displayName: z.string().max(512, words.tooLong(512)),
    description: z.string().max(1_024, words.tooLong(1_024)),
    events: count(MOST_EVENTS, words.eventsWrong),
    eventsIn: window,
    bytes: amount(SIZES, 1, MOST_BYTES, words.bytesWrong),
    bytesIn: window,
    stops: z.boolean(),
    burst: count(MOST_EVENTS, words.eventsWrong),
    burstIn: z.string(),
    maxConnections: count(MOST_CONNECTIONS, words.connectionsWrong),
    maxConnectionTime: amount(DURATIONS, MIN_CONNECTION_MS, MAX_CONNECTION_MS, words.connectionTimeWrong),
    audience: z.enum(['all', 'ALLOW', 'DENY']),
    roles: z.array(z.string()),
    attributes: z.string().refine((text) => linesOf(text).every((line) => ATTRIBUTE.test(line)), words.attributesWrong),
  })
  .refine((plan) => plan.audience === 'all' || plan.roles.length > 0, { path: ['roles'], message: words.rolesMissing });

export type PlanValues = z.infer<typeof planFormShape>;

export const NEW_PLAN: PlanValues = {
  name: '',
  displayName: '',
  description: '',
  events: '',
  eventsIn: '1 days',
  bytes: ' MiB',
  bytesIn: '1 days',
  stops: true,
  burst: '',
  burstIn: 'sec',
  maxConnections: '',
  maxConnectionTime: ' h',
  audience: 'all',
  roles: [],
  attributes: '',
};

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function windowText(quota: { readonly units: number; readonly unit: string } | null): string {
  const name = Object.entries(WINDOW_WORDS).find(([, word]) => word === quota?.unit)?.[0] ?? 'days';
  return `${quota?.units ?? 1} ${name}`;
}

export function valuesOf(plan: AdminPlan): PlanValues {
  const limits = limitsOfAdminPlan(plan);
  return {
    name: plan.policyName,
    displayName: plan.displayName,
    description: plan.description,
    events: limits.events === null ? '' : String(limits.events.count),
    eventsIn: windowText(limits.events),
    bytes: limits.bytes === null ? NEW_PLAN.bytes : amountText(limits.bytes.count, SIZES),
    bytesIn: windowText(limits.bytes),
    stops: limits.stops,
    burst: limits.burst === null ? '' : String(limits.burst.count),
    burstIn: limits.burst?.unit ?? NEW_PLAN.burstIn,
    maxConnections: limits.maxConnections === null ? '' : String(limits.maxConnections),
    maxConnectionTime: limits.maxConnectionMs === null ? NEW_PLAN.maxConnectionTime : amountText(limits.maxConnectionMs, DURATIONS),
    audience: plan.permissions?.permissionType ?? 'all',
    roles: plan.permissions?.roles ?? [],
    attributes: plan.customAttributes.map(({ name, value }) => `${name}: ${value}`).join('\n'),
  };
}

function windowOf(text: string) {
  const [units = '1', name = 'days'] = text.split(' ');
  return { unitTime: Number(units), timeUnit: WINDOW_WORDS[name] ?? 'days' };
}

function defaultLimit(level: PlanLevel, values: PlanValues) {
  const number = values.events === '' ? UNLIMITED : Number(values.events);
  const window = windowOf(values.eventsIn);
  return level === 'subscription'
    ? { type: 'EVENTCOUNTLIMIT', eventCount: { eventCount: number, ...window } }
    : { type: 'REQUESTCOUNTLIMIT', requestCount: { requestCount: number, ...window } };
}

function burst(level: PlanLevel, values: PlanValues) {
  const rate = values.burst === '' ? null : { rateLimitCount: Number(values.burst), rateLimitTimeUnit: values.burstIn };
  if (level === 'subscription') {
    return rate ?? { rateLimitCount: 0 };
  }
  return rate === null ? {} : { burstLimit: rate };
}

function streaming(values: PlanValues) {
  const bytes = isEmptyAmount(values.bytes) ? null : parseAmount(values.bytes, SIZES);
  const connectionMs = isEmptyAmount(values.maxConnectionTime) ? null : parseAmount(values.maxConnectionTime, DURATIONS);
  return {
    ...(values.maxConnections !== '' && { maxConnections: Number(values.maxConnections) }),
    ...(connectionMs !== null && { maxConnectionMs: connectionMs }),
    ...(bytes !== null && { byteLimit: { byteCount: bytes, ...windowOf(values.bytesIn) } }),
  };
}

/** Returns the attribute of a line: of those that there are the one whose name it begins with, else up to the first colon. */
function attributeOf(line: string, before: AdminPlan | null) {
  const known = (before?.customAttributes ?? []).map(({ name }) => name).filter((name) => line.startsWith(`${name}:`));
  const longest = known.sort((one, other) => other.length - one.length)[0];
  const [, name = '', value = ''] = longest === undefined ? (ATTRIBUTE.exec(line) ?? []) : [line, longest, line.slice(longest.length + 1)];
  return { name: name.trim(), value: value.trim() };
}

/** Returns the body of a plan with these values; what the form does not show stays as it is in `before`. */
export function bodyOf(level: PlanLevel, values: PlanValues, before: AdminPlan | null): object {
  const { rateLimitCount: _, rateLimitTimeUnit: __, burstLimit: ___, permissions: ____, ...rest } = before ?? {};
  return {
    ...rest,
    policyName: values.name,
    displayName: values.displayName.trim() === '' ? values.name : values.displayName,
    description: values.description,
    defaultLimit: defaultLimit(level, values),
    ...burst(level, values),
    stopOnQuotaReach: values.stops,
    streaming: streaming(values),
    customAttributes: linesOf(values.attributes).map((line) => attributeOf(line, before)),
    ...(values.audience !== 'all' && { permissions: { permissionType: values.audience, roles: values.roles } }),
  };
}

const FIELDS: Readonly<Record<string, keyof PlanValues>> = {
  policyName: 'name',
  displayName: 'displayName',
  description: 'description',
  'defaultLimit.eventCount.eventCount': 'events',
  'defaultLimit.requestCount.requestCount': 'events',
  'defaultLimit.eventCount.unitTime': 'eventsIn',
  'defaultLimit.requestCount.unitTime': 'eventsIn',
  'streaming.byteLimit.byteCount': 'bytes',
  'streaming.byteLimit.unitTime': 'bytesIn',
  rateLimitCount: 'burst',
  'burstLimit.rateLimitCount': 'burst',
  'streaming.maxConnections': 'maxConnections',
  'streaming.maxConnectionMs': 'maxConnectionTime',
  'permissions.roles': 'roles',
};

/** Returns the form's field of a path in the body, or null. */
export function planFieldOf(path: string): keyof PlanValues | null {
  return path.startsWith('customAttributes') ? 'attributes' : (FIELDS[path] ?? null);
}
