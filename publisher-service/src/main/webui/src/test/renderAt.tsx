import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRouter, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import { vi } from 'vitest';
import { router } from '../routes';

/** One request that a page has sent. */
export interface SentRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** What is answered to a request: a body that is sent as JSON with 200, or a whole answer. */
export type Answer = Response | object | ((request: SentRequest) => Response | object | Promise<never>);

/** Answers by `METHOD /path`, without the query; the longest that a path begins with counts. */
export type Answers = Readonly<Record<string, Answer>>;

const SESSION = {
  user: 'ada',
  roles: ['creator', 'publisher'],
  scopes: ['apim:api_view', 'apim:api_list_view', 'apim:api_create', 'apim:api_publish', 'apim:api_generate_key'],
};

const SETTINGS = {
  version: '1',
  environments: [{ name: 'Default', label: 'Default', gateways: { http: 'http://localhost:8280', https: 'https://localhost:8243' } }],
};

const USUAL: Answers = { 'GET /portal/session': SESSION, 'GET /portal/settings': SETTINGS };

/** Shows the page of a path in the whole portal, with these answers in the place of the publisher; returns what it sends. */
export async function renderAt(path: string, answers: Answers): Promise<readonly SentRequest[]> {
  const sent: SentRequest[] = [];
  vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
    const request = { method: init.method ?? 'GET', path: input, headers: new Headers(init.headers), body: bodyOf(init.body) };
    sent.push(request);
    return answerOf({ ...USUAL, ...answers }, request);
  });
  vi.stubGlobal('scrollTo', () => undefined);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  // One of its own: a router goes on with what was shown before.
  const own = createRouter({ ...router.options, history: createMemoryHistory({ initialEntries: [path] }), scrollRestoration: false });
  await own.load();
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={own} />
    </QueryClientProvider>,
  );
  return sent;
}

function bodyOf(body: unknown): unknown {
  return typeof body === 'string' ? JSON.parse(body) : body;
}

async function answerOf(answers: Answers, request: SentRequest): Promise<Response> {
  const called = `${request.method} ${request.path.split('?')[0] ?? ''}`;
  const [key] = Object.keys(answers)
    .filter((one) => called === one || called.startsWith(`${one}/`))
    .sort((a, b) => b.length - a.length);
  const answer = key === undefined ? refusal(404, 'Not Found', `nothing answers ${called}`) : answers[key];
  const given = await (typeof answer === 'function' ? answer(request) : answer);
  return given instanceof Response ? given.clone() : Response.json(given, { headers: { ETag: '"1"' } });
}

/** The session of a user whose roles allow just these scopes. */
export const sessionWith = (...scopes: readonly string[]) => ({ 'GET /portal/session': { ...SESSION, scopes } });

/** An answer that never comes. */
export const silence = () => new Promise<never>(() => undefined);

/** Returns an answer with a status and headers. */
export function answer(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status, headers });
}

/** Returns the query of a request that a page has sent. */
export function queryOf(sent: SentRequest | undefined): URLSearchParams {
  return new URL(sent?.path ?? '', 'http://localhost').searchParams;
}

/** Returns a refusal as the REST APIs send it. */
export function refusal(status: number, message: string, description: string, fields: Readonly<Record<string, string>> = {}): Response {
  const error = Object.entries(fields).map(([code, reason]) => ({ code, message: reason, description: `${code}: ${reason}` }));
  return Response.json({ code: status, message, description, moreInfo: '', error }, { status, headers: { 'Sluice-Request-Id': 'r-1' } });
}
