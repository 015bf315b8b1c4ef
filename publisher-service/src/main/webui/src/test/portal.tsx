import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRouter, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import { vi } from 'vitest';
import { routeTree } from '../routes';

/** What the publisher answers to a request: a body of 200, or a whole response. */
type Answer = unknown;

/** Answers by method and path, without the query: `GET /api/am/publisher/v4/apis`. */
export type Answers = Readonly<Record<string, Answer | ((request: Request) => Answer)>>;

const ADMIN = ['admin', 'creator', 'publisher', 'subscriber'];
const SCOPES = [
  'api_view', 'api_list_view', 'api_create', 'api_publish', 'api_delete', 'api_manage', 'subscription_view', 'subscribe', 'admin',
].map((scope) => `apim:${scope}`);

/** Of a user who may do everything; pages ask for it first. */
export const session = (scopes: readonly string[] = SCOPES) => ({ user: 'ada', roles: ADMIN, scopes, mustChangePassword: false });

const USUAL: Answers = {
  'GET /portal/session': session(),
  'GET /portal/settings': {
    version: 'test',
    environments: [{ name: 'Default', label: 'Default', gateways: { http: 'http://gateway:8280', https: 'https://gateway:8243' } }],
    signUp: 'off',
    ownAccounts: true,
  },
};

/** Returns an answer with a status, such as a refusal. */
export function answer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

/** Returns a refusal as the REST APIs send it. */
export function refusal(status: number, message: string, description = ''): Response {
  return answer(status, { code: status, message, description, moreInfo: '', error: [] }, { 'Sluice-Request-Id': 'request-1' });
}

/** An answer that never comes. */
export const silence = () => new Promise<never>(() => undefined);

/**
 * Shows the page at an address of the portal, with these answers of the publisher. A request that has none is answered with
 * 404. Returns the requests that were sent.
 */
export function showPortal(address: string, answers: Answers = {}): { readonly requests: readonly Request[] } {
  const requests: Request[] = [];
  const known: Answers = { ...USUAL, ...answers };
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit): Promise<Response> => {
    const request = new Request(new URL(path, 'http://localhost'), init);
    requests.push(request);
    const found = known[`${request.method} ${new URL(request.url).pathname}`];
    const given: unknown = typeof found === 'function' ? await found(request) : found;
    if (given === undefined) {
      return refusal(404, 'Not Found');
    }
    return given instanceof Response ? given.clone() : answer(200, given);
  });
  const router = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: [address] }) });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return { requests };
}
