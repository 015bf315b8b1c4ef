import type { z } from 'zod';
import { isLeftAlone } from '../session/activity';
import { sessionGate } from '../session/gate';
import { texts } from '../texts';
import { ProblemError, toProblem } from './problem';

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is: a form, or text of `contentType`. */
  readonly body?: FormData | string;
  readonly contentType?: string;
  readonly accept?: string;
  /** The entity tag of what is changed, so that a change of another user is not overwritten. */
  readonly ifMatch?: string | null;
  readonly signal?: AbortSignal;
  /** Whether the page asks by itself again and again: it does not count as use of the session. */
  readonly background?: boolean;
  /** Whether an ended session is a normal answer (401) here, not a reason to ask for a sign-in. */
  readonly anonymous?: boolean;
}

/**
 * Sends a request to the publisher with the session's cookie. When the session has ended, it waits until the user has
 * signed in again, and sends the request once more. Throws ProblemError.
 */
export async function send(path: string, options: RequestOptions = {}): Promise<Response> {
  for (;;) {
    const response = await fetchOnce(path, options);
    if (response.status === 401 && options.anonymous !== true && (await sessionGate.signedInAgain((options.method ?? 'GET') !== 'GET'))) {
      continue;
    }
    if (!response.ok) {
      throw new ProblemError(await toProblem(response));
    }
    return response;
  }
}

async function fetchOnce(path: string, options: RequestOptions): Promise<Response> {
  const headers = new Headers({ Accept: options.accept ?? 'application/json' });
  const init: RequestInit = { method: options.method ?? 'GET', headers, credentials: 'same-origin', cache: 'no-store' };
  if (options.json !== undefined) {
    headers.set('Content-Type', 'application/json');
    init.body = JSON.stringify(options.json);
  } else if (options.body !== undefined) {
    init.body = options.body;
    if (options.contentType !== undefined) {
      headers.set('Content-Type', options.contentType);
    }
  }
  if (options.background === true || isLeftAlone()) {
    headers.set('Sluice-Background', 'true');
  }
  if (options.ifMatch) {
    headers.set('If-Match', options.ifMatch);
  }
  if (options.signal !== undefined) {
    init.signal = options.signal;
  }
  try {
    return await fetch(path, init);
  } catch (error) {
    if (options.signal?.aborted === true) {
      throw error;
    }
    throw new ProblemError({
      status: 0,
      title: texts.common.problem.noAnswerTitle,
      description: texts.common.problem.noAnswerBody,
      fields: [],
      requestId: null,
    });
  }
}

/** Sends a request, and returns its JSON answer in the given shape. */
export async function fetchJson<Shape extends z.ZodType>(
  path: string,
  shape: Shape,
  options: RequestOptions = {},
): Promise<z.infer<Shape>> {
  const response = await send(path, options);
  return parse(shape, await response.json(), path);
}

/** The answer and its entity tag, for a later change with `ifMatch`. */
export interface Versioned<T> {
  readonly value: T;
  readonly etag: string | null;
}

/** As {@link fetchJson}, with the entity tag. */
export async function fetchVersioned<Shape extends z.ZodType>(
  path: string,
  shape: Shape,
  options: RequestOptions = {},
): Promise<Versioned<z.infer<Shape>>> {
  const response = await send(path, options);
  return { value: parse(shape, await response.json(), path), etag: response.headers.get('ETag') };
}

function parse<Shape extends z.ZodType>(shape: Shape, body: unknown, path: string): z.infer<Shape> {
  const parsed = shape.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(texts.common.problem.otherShape(path, `${issue?.path.join('.')}: ${issue?.message}`));
  }
  return parsed.data;
}

/** Returns `path` with the given query; entries without a value are left out. */
export function withQuery(path: string, query: Readonly<Record<string, string | number | boolean | null | undefined>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') {
      parameters.set(name, String(value));
    }
  }
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}
