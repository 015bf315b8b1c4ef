import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { answer, refusal, session } from '../test/portal';
import { sessionGate } from './gate';
import { sessionQuery } from './session';

const answerWith = (response: Response) => vi.stubGlobal('fetch', async () => response.clone());
const ask = (client: QueryClient) => client.fetchQuery({ ...sessionQuery, staleTime: 0, retry: false });

afterEach(() => sessionGate.open(true));

test('a session that has ended stays on its page, and the user is asked to sign in again', async () => {
  const client = new QueryClient();
  answerWith(answer(200, session()));
  await ask(client);

  answerWith(refusal(401, 'Unauthorized'));

  expect(await ask(client)).toMatchObject({ user: 'ada' });
  expect(sessionGate.isClosed()).toBe(true);
});

test('a visitor has no session, and is not asked', async () => {
  answerWith(refusal(401, 'Unauthorized'));

  expect(await ask(new QueryClient())).toBeNull();
  expect(sessionGate.isClosed()).toBe(false);
});
