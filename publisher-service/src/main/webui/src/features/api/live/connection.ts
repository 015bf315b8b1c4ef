import { createParser } from 'eventsource-parser';
import { z } from 'zod';
import { texts } from '../../../texts';
import type { EventLog } from './log';

/** Where to begin without an id. */
export type Start = 'latest' | 'earliest' | '-10' | '-100';

/** One stream of a gateway. */
export interface Target {
  /** The gateway's address: `https://localhost:8243`. */
  readonly gateway: string;
  /** Path and query of the stream. */
  readonly path: string;
  readonly start: Start;
}

/** How the connection stands. */
export type LiveState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  /** Comes back by itself. */
  | { readonly kind: 'waiting'; readonly ms: number }
  /** Is over, and does not come back by itself. */
  | { readonly kind: 'ended'; readonly words: string }
  | { readonly kind: 'refused'; readonly status: number; readonly title: string; readonly words: string }
  /** The gateway answers, and not to this page. */
  | { readonly kind: 'forbidden'; readonly gateway: string }
  /** No answer: the gateway is away, or its certificate is not trusted. */
  | { readonly kind: 'unreachable'; readonly gateway: string };

/** How a client proves its right to a stream. */
export interface Credential {
  readonly header: string;
  /** Returns a new value of the header. */
  readonly make: () => Promise<string>;
}

/** What the connection needs of the world. */
export interface Surroundings {
  readonly fetch: typeof fetch;
  /** The header that proves the right to the stream; null: the stream is open to all. */
  readonly credential: Credential | null;
  /** Waits; throws when the signal is given. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

const USUAL_RETRY_MS = 3_000;
const MAX_WAIT_MS = 30_000;
/** A stretch of work after which the page may draw and hear clicks. */
const TURN_MS = 8;
const MAX_BUFFER = 8 << 20;

const REFUSED_MS = 5_000;
/** Of an API that is blocked: it does not pass by itself. */
const BLOCKED = '700700';

const refusalShape = z.object({ code: z.string().default(''), message: z.string().default(''), description: z.string().default('') });
const reasonShape = z.object({ reason: z.string().default(''), retryMs: z.number().optional() });

/** What one attempt came to. */
type Attempt =
  | { readonly kind: 'again'; readonly waitMs: number }
  | { readonly kind: 'over'; readonly state: LiveState };

/**
 * A stream that is kept open until it is stopped or over: it comes back after a loss, each time with the id of the last
 * event. All that happens is a row of the log.
 */
export class LiveConnection {
  private state: LiveState = { kind: 'idle' };
  private readonly listeners = new Set<() => void>();
  private stopper: AbortController | null = null;
  private key: string | null = null;
  private lastId: string | null = null;
  private retryMs = USUAL_RETRY_MS;
  private failures = 0;
  /** Whether the gateway has opened this stream before: then it comes back, whatever is between. */
  private hasBeenOpen = false;
  /** The last control event that says how the stream ends. */
  private farewell: { readonly type: string; readonly reason: string } | null = null;

  constructor(
    private readonly log: EventLog,
    private readonly world: Surroundings,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): LiveState => this.state;

  /** The id of the last event: where a stream would go on. */
  get place(): string | null {
    return this.lastId;
  }

  /** Opens a stream anew; the one that is open ends. */
  start(target: Target): void {
    this.lastId = null;
    this.open(target);
  }

  /** Goes on after the last event. */
  resume(target: Target): void {
    this.open(target);
  }

  /** Ends the stream, and whatever waits to open it again. */
  stop(): void {
    if (this.stopper !== null) {
      this.stopper.abort();
      this.stopper = null;
      this.log.note('stopped', texts.live.notes.stopped);
      this.become({ kind: 'idle' });
    }
  }

  /** Forgets the key: the next connection asks for another one. */
  forgetKey(): void {
    this.key = null;
  }

  private open(target: Target): void {
    this.stopper?.abort();
    const stopper = new AbortController();
    this.stopper = stopper;
    this.failures = 0;
    this.hasBeenOpen = false;
    void this.run(target, stopper.signal).then(
      (last) => this.end(stopper, last),
      (error: unknown) => {
        if (!stopper.signal.aborted) {
          this.end(stopper, { kind: 'refused', status: 0, title: texts.live.noKey, words: error instanceof Error ? error.message : String(error) });
        }
      },
    );
  }

  private end(stopper: AbortController, last: LiveState): void {
    if (this.stopper === stopper) {
      this.stopper = null;
      this.become(last);
    }
  }

  private async run(target: Target, signal: AbortSignal): Promise<LiveState> {
    for (;;) {
      this.become({ kind: 'connecting' });
      const attempt = await this.attempt(target, signal);
      signal.throwIfAborted();
      if (attempt.kind === 'over') {
        return attempt.state;
      }
      this.become({ kind: 'waiting', ms: attempt.waitMs });
      await this.world.wait(attempt.waitMs, signal);
    }
  }

  private async attempt(target: Target, signal: AbortSignal): Promise<Attempt> {
    const isNewKey = this.key === null;
    const headers: Record<string, string> = { Accept: 'text/event-stream' };
    const { credential } = this.world;
    if (credential !== null) {
      this.key ??= await credential.make();
      signal.throwIfAborted();
      headers[credential.header] = this.key;
    }
    if (this.lastId !== null) {
      headers['Last-Event-ID'] = this.lastId;
    }
    this.farewell = null;
    let response: Response;
    try {
      response = await this.world.fetch(this.url(target), { headers, signal, cache: 'no-store', credentials: 'omit', redirect: 'error' });
    } catch {
      signal.throwIfAborted();
      return this.onNoAnswer(target, signal);
    }
    if (response.status === 401 && !isNewKey) {
      this.key = null;
      return { kind: 'again', waitMs: 0 };
    }
    if (response.status !== 200 || response.body === null) {
      return this.onRefusal(response);
    }
    this.failures = 0;
    this.hasBeenOpen = true;
    this.log.note('opened', texts.live.notes.opened(response.headers.get('Sluice-Resume') ?? '', target.path));
    this.become({ kind: 'open' });
    await this.read(response.body, signal);
    return this.onEnd();
  }

  private url(target: Target): string {
    if (this.lastId !== null || target.start === 'latest') {
      return target.gateway + target.path;
    }
    return `${target.gateway}${target.path}${target.path.includes('?') ? '&' : '?'}since=${target.start}`;
  }

  private async read(body: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<void> {
    const parser = createParser({
      maxBufferSize: MAX_BUFFER,
      onEvent: ({ event, id, data }) => this.onEvent(event ?? 'message', id ?? null, data),
      onRetry: (ms) => {
        this.retryMs = Math.min(ms, MAX_WAIT_MS);
      },
    });
    const decoder = new TextDecoder();
    const reader = body.getReader();
    let turn = performance.now();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) {
          return;
        }
        parser.feed(decoder.decode(value, { stream: true }));
        if (performance.now() - turn > TURN_MS) {
          await new Promise((next) => setTimeout(next));
          turn = performance.now();
        }
        signal.throwIfAborted();
      }
    } catch {
      // The connection broke, which is said as its end is; or it was stopped.
      signal.throwIfAborted();
    } finally {
      void reader.cancel().catch(() => undefined);
    }
  }

  private onEvent(type: string, id: string | null, data: string): void {
    if (id !== null && id !== '') {
      this.lastId = id;
    }
    if (['sluice.end', 'sluice.auth', 'sluice.quota', 'sluice.goaway'].includes(type)) {
      const said = reasonOf(data);
      this.farewell = { type, reason: said.reason };
      this.retryMs = said.retryMs ?? this.retryMs;
    }
    this.log.onEvent(type, id, data);
  }

  private onEnd(): Attempt {
    const words = texts.live;
    const { type = '', reason = '' } = this.farewell ?? {};
    switch (type) {
      case 'sluice.end':
        return { kind: 'over', state: { kind: 'ended', words: words.ends[reason] ?? words.endsOther(reason) } };
      case 'sluice.quota':
        return { kind: 'over', state: { kind: 'ended', words: words.quota } };
      case 'sluice.auth':
        this.key = null;
        this.log.note('closed', words.notes.newKey);
        return { kind: 'again', waitMs: this.retryMs };
      default:
        this.log.note('closed', words.notes.closed(this.retryMs));
        return { kind: 'again', waitMs: this.retryMs };
    }
  }

  private async onRefusal(response: Response): Promise<Attempt> {
    if (response.status === 204) {
      return { kind: 'over', state: { kind: 'ended', words: texts.live.ends['backend-ended'] ?? '' } };
    }
    const body: unknown = await response.json().catch(() => null);
    const said = refusalShape.safeParse(body).data ?? { code: '', message: '', description: '' };
    // A proxy that has lost its gateway for a moment answers 500 to 504 without a code of ours.
    const isPassing = this.hasBeenOpen && response.status >= 500 && said.code === '';
    if (isPassing || (response.status === 503 && said.code !== BLOCKED) || response.status === 429) {
      // Retry-After is not shown to pages of another origin.
      const waitMs = REFUSED_MS;
      this.log.note('refused', texts.live.notes.later(response.status, said.description, waitMs));
      return { kind: 'again', waitMs };
    }
    this.key = null;
    return { kind: 'over', state: { kind: 'refused', status: response.status, title: said.message, words: said.description } };
  }

  /** After a loss it tries again; the first time it finds out what is the matter. */
  private async onNoAnswer(target: Target, signal: AbortSignal): Promise<Attempt> {
    this.failures += 1;
    const isFirst = !this.hasBeenOpen && this.failures === 1;
    if (!isFirst && this.failures < 5) {
      const waitMs = Math.min(this.retryMs * 2 ** (this.failures - 1), MAX_WAIT_MS);
      this.log.note('lost', texts.live.notes.noAnswer(waitMs));
      return { kind: 'again', waitMs };
    }
    const answers = await this.world.fetch(`${target.gateway}/`, { mode: 'no-cors', signal, cache: 'no-store' }).then(
      () => true,
      () => false,
    );
    signal.throwIfAborted();
    return { kind: 'over', state: { kind: answers ? 'forbidden' : 'unreachable', gateway: target.gateway } };
  }

  private become(state: LiveState): void {
    this.state = state;
    this.listeners.forEach((listener) => listener());
  }
}

function reasonOf(data: string): z.infer<typeof reasonShape> {
  try {
    return reasonShape.safeParse(JSON.parse(data)).data ?? { reason: '' };
  } catch {
    return { reason: '' };
  }
}

/** Waits by the browser's clock. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new Error('stopped'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop);
  });
}
