import { expect, test } from 'vitest';
import { amountText, DURATIONS, parseAmount, SIZES } from '../../../ui/amount';
import type { Api } from '../api/shapes';
import { api } from '../../../test/api';
import { runtimeFieldOf, runtimeShape, valuesOf, withValues } from './shapes';

test.each([
  [86_400_000, DURATIONS, '1 d'],
  [5_400_000, DURATIONS, '90 min'],
  [1_500, DURATIONS, '1500 ms'],
  [1_073_741_824, SIZES, '1 GiB'],
  [1_048_577, SIZES, '1048577 B'],
  [0, SIZES, '0 B'],
])('%d is shown in the largest unit in which it is whole, and read again', (value, units, text) => {
  expect(amountText(value, units)).toBe(text);
  expect(parseAmount(text, units)).toBe(value);
});

test('what is no amount is none', () => {
  expect(['', 'h', '1', '-1 s', '1 week', '1 s s'].map((text) => parseAmount(text, DURATIONS))).toEqual([null, null, null, null, null, null]);
  expect(parseAmount('1.5 h', DURATIONS)).toBe(5_400_000);
});

test('saved without a change, an API stays as it is', () => {
  const before: Api = api();
  expect(withValues(before, valuesOf(before))).toEqual(before);
});

test('amounts outside the limits, and credentials for every origin, are refused as one types', () => {
  const wrong = runtimeShape.safeParse({ ...valuesOf(api()), heartbeatMs: '3 min', corsEnabled: true, origins: '*', credentials: true });
  expect(wrong.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ['heartbeatMs', 'Enter a number from 1 s to 2 min.'],
    ['credentials', 'Not while every origin is allowed: name the origins.'],
  ]);
});

test('the words of the server stand at their fields', () => {
  expect(runtimeFieldOf('corsConfiguration.accessControlAllowOrigins[3]')).toBe('origins');
  expect(runtimeFieldOf('streaming.retryMs')).toBe('retryMs');
  expect(runtimeFieldOf('operations[0].target')).toBeNull();
});
