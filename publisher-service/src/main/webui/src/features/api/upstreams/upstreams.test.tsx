import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { api } from '../../../test/api';
import { answer, refusal, showPortal } from '../../../test/portal';
import type { Upstream } from '../api/shapes';
import { agoText } from './ago';
import { channelKey, look } from './sighting';
import { wordsOf } from './words';

const { id } = api();
const PATH = `/publisher/apis/${id}/upstreams`;
const REST = `/api/am/publisher/v4/apis/${id}`;

const LIVE: Upstream = {
  environment: 'Default',
  keyType: 'PRODUCTION',
  path: '/memory',
  status: 'live',
  since: '2026-11-30T01:00:00Z',
  events: 12,
  backendClass: 'A',
  relay: 'relay-1',
};

const listOf = (...list: readonly Upstream[]) => ({ count: list.length, list, pagination: { total: list.length } });

test.each([
  [{ status: 'refused', http: 401, reason: 'the backend answered 401' }, 'Give the right credentials'],
  [{ status: 'refused', reason: 'the token endpoint answered 401 (invalid_client)' }, 'Check token endpoint'],
  [{ status: 'refused', reason: "the token endpoint's address is not allowed" }, 'on a private network'],
  [{ status: 'refused', reason: 'the relay cannot open the credentials for the backend: key-2' }, 'key file'],
  [{ status: 'refused', reason: 'cap' }, 'as many connections'],
  [{ status: 'refused', http: 404 }, 'does not know this path'],
  [{ status: 'backing-off', http: 503 }, 'The backend itself fails'],
  [{ status: 'backing-off', reason: 'the backend refuses the connection' }, 'Check that the backend runs'],
])('%j has its advice', (trouble, advice) => {
  expect(wordsOf({ ...LIVE, ...trouble }).advice).toContain(advice);
});

test('what is well, and what is not known, has no advice', () => {
  expect(wordsOf(LIVE)).toMatchObject({ tone: 'good', why: null, advice: null });
  expect(wordsOf({ ...LIVE, status: 'paused' })).toMatchObject({ tone: 'off', state: 'paused', advice: null });
});

test('a channel whose count stands still is told from one with new events', () => {
  const other = { ...LIVE, path: '/quiet' };
  const first = look(new Map(), [LIVE, other], 1_000);
  const second = look(first, [{ ...LIVE, events: 13 }, other], 6_000);
  const third = look(second, [{ ...LIVE, events: 13 }], 11_000);
  expect(second.get(channelKey(LIVE))).toEqual({ events: 13, since: 1_000, lastNew: 6_000 });
  expect(second.get(channelKey(other))).toEqual({ events: 12, since: 1_000, lastNew: null });
  expect([...third.keys()]).toEqual([channelKey(LIVE)]);
  expect([agoText(500), agoText(65_000), agoText(7_200_000)]).toEqual(['0 seconds ago', '1 minute ago', '2 hours ago']);
});

test('a connection that is refused says since when, why, and what to do', async () => {
  showPortal(PATH, { [`GET ${REST}`]: answer(200, api(), { ETag: '"1"' }), [`GET ${REST}/upstreams`]: listOf({ ...LIVE, status: 'refused', http: 401, reason: 'the backend answered 401' }) });
  expect(await screen.findByText('the backend answered 401', { exact: false })).toBeTruthy();
  expect(screen.getByText(/Give the right credentials/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Test the connection' })).toBeTruthy();
});

test('without connections it is said when there will be some', async () => {
  showPortal(PATH, { [`GET ${REST}`]: answer(200, api(), { ETag: '"1"' }), [`GET ${REST}/upstreams`]: listOf() });
  expect(await screen.findByRole('heading', { name: 'No connections yet' })).toBeTruthy();
});

test('Kafka away is a problem in words', async () => {
  showPortal(PATH, { [`GET ${REST}`]: answer(200, api(), { ETag: '"1"' }), [`GET ${REST}/upstreams`]: refusal(503, 'Service Unavailable', 'Kafka cannot be read now') });
  expect((await screen.findAllByText('Kafka cannot be read now')).length).toBeGreaterThan(0);
});
