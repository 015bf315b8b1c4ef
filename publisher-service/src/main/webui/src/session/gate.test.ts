import { expect, test } from 'vitest';
import { isLeftAlone } from './activity';
import { sessionGate } from './gate';

test('requests wait until the user has signed in again', async () => {
  const first = sessionGate.signedInAgain(false);
  const second = sessionGate.signedInAgain(true);
  expect(sessionGate.isClosed()).toBe(true);

  sessionGate.open(true);

  expect(await Promise.all([first, second])).toEqual([true, true]);
  expect(sessionGate.isClosed()).toBe(false);
});

test('a user who has said "not now" is asked again for changes alone, until it is wanted', async () => {
  const first = sessionGate.signedInAgain(false);
  sessionGate.open(false);
  expect(await first).toBe(false);

  expect(await sessionGate.signedInAgain(false)).toBe(false);
  const change = sessionGate.signedInAgain(true);
  expect(sessionGate.isClosed()).toBe(true);
  sessionGate.open(false);
  expect(await change).toBe(false);

  sessionGate.askAgain();
  const read = sessionGate.signedInAgain(false);
  expect(sessionGate.isClosed()).toBe(true);
  sessionGate.open(true);
  expect(await read).toBe(true);
});

test('a page without input for a minute is left alone, until the next key', () => {
  window.dispatchEvent(new Event('keydown'));
  expect(isLeftAlone()).toBe(false);
  expect(isLeftAlone(Date.now() + 61_000)).toBe(true);
});
