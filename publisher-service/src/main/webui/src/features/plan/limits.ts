import { z } from 'zod';
import { amountText, DURATIONS, SIZES } from '../../ui/amount';
import { texts } from '../../texts';

/** Whose plan it is: a subscription's (a business plan) or an application's. */
export type PlanLevel = 'subscription' | 'application';

/** In the place of a count: nothing is limited. */
export const UNLIMITED = -1;

/** So much in so much time; `unit` is a word of WSO2: `min`, `days`. */
export interface Quota {
  readonly count: number;
  readonly units: number;
  readonly unit: string;
}

/** What a plan allows; null = no limit. */
export interface Limits {
  readonly events: Quota | null;
  readonly bytes: Quota | null;
  readonly burst: { readonly count: number; readonly unit: string } | null;
  /** Whether streams end at a quota, or it is only counted. */
  readonly stops: boolean;
  readonly maxConnections: number | null;
  readonly maxConnectionMs: number | null;
}

export const streamingTermsShape = z.object({
  maxConnections: z.number().optional(),
  maxConnectionMs: z.number().optional(),
  byteLimit: z.object({ byteCount: z.number(), timeUnit: z.string(), unitTime: z.number() }).optional(),
});

/** A plan as those see it who choose it, in the publisher and in the developer portal. */
export const planShape = z.object({
  name: z.string(),
  displayName: z.string().default(''),
  description: z.string().default(''),
  requestCount: z.number(),
  unitTime: z.number(),
  timeUnit: z.string().optional(),
  rateLimitCount: z.number().optional(),
  rateLimitTimeUnit: z.string().optional(),
  stopOnQuotaReach: z.boolean(),
  streaming: streamingTermsShape.default({}),
});

export type Plan = z.infer<typeof planShape>;

export const planListShape = z.object({ list: z.array(planShape) });

/** Returns the quota of bytes, and the bounds of connections. */
export function streamingLimits({ byteLimit, maxConnections, maxConnectionMs }: z.infer<typeof streamingTermsShape>) {
  return {
    bytes: byteLimit === undefined ? null : { count: byteLimit.byteCount, units: byteLimit.unitTime, unit: byteLimit.timeUnit },
    maxConnections: maxConnections ?? null,
    maxConnectionMs: maxConnectionMs ?? null,
  };
}

/** Returns a quota, or null where there is none. */
export function quotaOf(count: number, units: number, unit: string | undefined): Quota | null {
  return count === UNLIMITED || unit === undefined ? null : { count, units, unit };
}

export function burstOf(count: number | undefined, unit: string | undefined): Limits['burst'] {
  return count === undefined || count < 1 || unit === undefined ? null : { count, unit };
}

export function limitsOf(plan: Plan): Limits {
  return {
    events: quotaOf(plan.requestCount, plan.unitTime, plan.timeUnit),
    burst: burstOf(plan.rateLimitCount, plan.rateLimitTimeUnit),
    stops: plan.stopOnQuotaReach,
    ...streamingLimits(plan.streaming),
  };
}

/** Returns limits in words, one for each: `50,000 events a day`. */
export function limitWords(limits: Limits): readonly string[] {
  const words = texts.plans.limits;
  const { events, bytes, burst, maxConnections, maxConnectionMs } = limits;
  const said = [
    events && words.events(events.count, events.units, events.unit),
    bytes && words.bytes(amountText(bytes.count, SIZES), bytes.units, bytes.unit),
    (events ?? bytes) !== null && !limits.stops ? words.countsOnly : null,
    burst && words.burst(burst.count, burst.unit),
    maxConnections === null ? null : words.connections(maxConnections),
    maxConnectionMs === null ? null : words.connectionTime(amountText(maxConnectionMs, DURATIONS)),
  ].filter((text) => text !== null);
  return said.length === 0 ? [words.none] : said;
}

/** Returns all limits of a plan in one line. */
export function limitLine(plan: Plan): string {
  return limitWords(limitsOf(plan)).join('; ');
}
