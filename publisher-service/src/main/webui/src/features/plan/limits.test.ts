import { describe, expect, it } from 'vitest';
import { limitsOf, limitWords, planShape } from './limits';

const wordsOf = (plan: object) => limitWords(limitsOf(planShape.parse({ name: 'P', stopOnQuotaReach: true, requestCount: -1, unitTime: -1, ...plan })));

describe('limits in words', () => {
  it('name each, with its period', () => {
    const streaming = { maxConnections: 5, maxConnectionMs: 3_600_000, byteLimit: { byteCount: 10_485_760, timeUnit: 'hour', unitTime: 2 } };
    expect(wordsOf({ requestCount: 50_000, unitTime: 1, timeUnit: 'days', rateLimitCount: 10, rateLimitTimeUnit: 'sec', streaming })).toEqual([
      '50,000 events a day',
      '10 MiB in 2 hours',
      'no faster than 10 events a second',
      '5 streams at once',
      'a stream lives at most 1 h',
    ]);
  });

  it('say that there is none, or that events are only counted', () => {
    expect(wordsOf({})).toEqual(['No limit']);
    expect(wordsOf({ requestCount: 1, unitTime: 1, timeUnit: 'year', stopOnQuotaReach: false })).toEqual(['1 event a year', 'counted only: streams go on beyond it']);
  });
});
