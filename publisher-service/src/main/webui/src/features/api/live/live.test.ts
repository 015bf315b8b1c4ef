import { expect, test, vi } from 'vitest';
import { LiveConnection, type LiveState, type Surroundings, type Target } from './connection';
import { EventLog } from './log';
import { gatewayChoices } from './gateways';

const TARGET: Target = { gateway: 'https://gw.test', path: '/observer/1.0.0/memory', start: 'latest' };

function streamOf(text: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(text, { status: 200, headers: { 'Content-Type': 'text/event-stream', ...headers } });
}

/** A world that gives one answer after the other, and ends the story with the last one. */
function worldOf(answers: readonly (Response | Error)[]) {
  const requests: { readonly url: string; readonly headers: Headers; readonly mode: string | undefined }[] = [];
  const waits: number[] = [];
  let keys = 0;
  const left = [...answers];
  const world: Surroundings = {
    fetch: async (input, init) => {
      requests.push({ url: String(input), headers: new Headers(init?.headers), mode: init?.mode });
      const answer = left.shift();
      if (answer === undefined) {
        return new Promise(() => undefined);
      }
      if (answer instanceof Error) {
        throw answer;
      }
      return answer;
    },
    credential: { header: 'Internal-Key', make: async () => `key-${++keys}` },
    wait: async (ms) => {
      waits.push(ms);
    },
  };
  const log = new EventLog(undefined, (draw) => draw());
  const connection = new LiveConnection(log, world);
  const reaches = (kind: LiveState['kind']) => vi.waitFor(() => expect(connection.current().kind).toBe(kind));
  return { requests, waits, log, connection, reaches };
}

test('a stream that breaks goes on after the last event, with the wait that the gateway asks for', async () => {
  const { connection, requests, waits, log, reaches } = worldOf([
    streamOf('retry: 1200\n\nevent: price\nid: g.1.a\ndata: {"price":1}\n\nevent: price\nid: g.2.b\ndata: {"price":2}\n\n'),
    streamOf('event: sluice.end\nid: g.3.c\ndata: {"reason":"backend-ended"}\n\n', { 'Sluice-Resume': 'exact' }),
  ]);
  connection.start(TARGET);
  await reaches('ended');
  expect(requests.map(({ headers }) => [headers.get('Internal-Key'), headers.get('Last-Event-ID')])).toEqual([
    ['key-1', null],
    ['key-1', 'g.2.b'],
  ]);
  expect(waits).toEqual([1200]);
  expect(log.current().rows.map(({ kind, type }) => `${kind} ${type}`)).toEqual([
    'note opened',
    'event price',
    'event price',
    'note closed',
    'note opened',
    'control sluice.end',
  ]);
  expect(log.current().events).toBe(2);
});

test('an id on a control event is a place to go on from, too', async () => {
  const { connection, requests } = worldOf([streamOf('event: sluice.live\nid: g.0.0\ndata: {}\n\n')]);
  connection.start(TARGET);
  await vi.waitFor(() => expect(requests.length).toBe(2));
  expect(requests[1]?.headers.get('Last-Event-ID')).toBe('g.0.0');
});

test('the chosen beginning is asked for once: then the id counts', async () => {
  const { connection, requests } = worldOf([streamOf('id: g.1.a\ndata: x\n\n')]);
  connection.start({ ...TARGET, path: '/observer/1.0.0/p?a=b', start: 'earliest' });
  await vi.waitFor(() => expect(requests.length).toBe(2));
  expect(requests.map(({ url }) => url)).toEqual(['https://gw.test/observer/1.0.0/p?a=b&since=earliest', 'https://gw.test/observer/1.0.0/p?a=b']);
});

test('stop means stop: nothing comes back, and resume goes on after the last event', async () => {
  const { connection, requests, reaches } = worldOf([streamOf('id: g.1.a\ndata: x\n\n')]);
  connection.start(TARGET);
  await vi.waitFor(() => expect(requests.length).toBe(2));
  connection.stop();
  await reaches('idle');
  await new Promise((next) => setTimeout(next));
  expect(requests.length).toBe(2);
  connection.resume(TARGET);
  await vi.waitFor(() => expect(requests.length).toBe(3));
  expect(requests[2]?.headers.get('Last-Event-ID')).toBe('g.1.a');
});

test('a key that is no longer good is replaced once', async () => {
  const refusal = () => new Response('{"code":"900901","message":"Invalid Credentials","description":"expired"}', { status: 401 });
  const { connection, requests, reaches } = worldOf([
    streamOf('event: sluice.auth\ndata: {"reason":"expired"}\n\n'),
    streamOf('id: g.1.a\ndata: x\n\n'),
    refusal(),
    refusal(),
  ]);
  connection.start(TARGET);
  await reaches('refused');
  expect(requests.map(({ headers }) => headers.get('Internal-Key'))).toEqual(['key-1', 'key-2', 'key-2', 'key-3']);
  expect(connection.current()).toMatchObject({ status: 401, title: 'Invalid Credentials', words: 'expired' });
});

test('a gateway that answers, and not to this page, is told from one that does not answer', async () => {
  const forbidden = worldOf([new TypeError('failed'), new Response('')]);
  forbidden.connection.start(TARGET);
  await forbidden.reaches('forbidden');
  expect(forbidden.requests[1]).toMatchObject({ url: 'https://gw.test/', mode: 'no-cors' });
  const away = worldOf([new TypeError('failed'), new TypeError('failed')]);
  away.connection.start(TARGET);
  await away.reaches('unreachable');
});

test('a blocked API is a refusal, an overloaded gateway is asked again', async () => {
  const { connection, waits, reaches } = worldOf([
    new Response('{"code":"101500","message":"Overloaded","description":"full"}', { status: 503 }),
    new Response('{"code":"700700","message":"API blocked","description":"blocked"}', { status: 503 }),
  ]);
  connection.start(TARGET);
  await reaches('refused');
  expect(waits).toEqual([5_000]);
});

test('the log is bounded in bytes and rows, and draws once a frame', () => {
  const frames: (() => void)[] = [];
  const log = new EventLog({ bytes: 100_000, rows: 100 }, (draw) => frames.push(draw), () => 0);
  for (let n = 0; n < 5_000; n++) {
    log.onEvent('price', `id-${n}`, 'x'.repeat(100));
  }
  expect(frames.length).toBe(1);
  expect(log.current().rows.length).toBe(0);
  frames.forEach((draw) => draw());
  const view = log.current();
  expect([view.rows.length, view.dropped, view.events, view.rows.at(-1)?.id]).toEqual([100, 4_900, 5_000, 'id-4999']);
  log.onEvent('price', null, 'y'.repeat(80_000));
  frames.at(-1)?.();
  expect(log.current().rows.length).toBe(1);
});

test('5,000 events a second cost a small part of it', () => {
  const log = new EventLog(undefined, (draw) => draw());
  const frameless = new EventLog(undefined, () => undefined);
  const begin = performance.now();
  for (let n = 0; n < 50_000; n++) {
    frameless.onEvent('price', `g.${n}.a`, '{"symbol":"ACME","price":101.25}');
  }
  for (let n = 0; n < 600; n++) {
    log.onEvent('price', null, 'x');
  }
  // Ten seconds' events, and ten seconds' frames.
  expect(performance.now() - begin).toBeLessThan(2_000);
  expect(log.current().events).toBe(600);
});

test('a page over HTTPS offers plain HTTP of its own machine alone', () => {
  const settings = {
    version: '1',
    signUp: 'off' as const,
    ownAccounts: true,
    environments: [
      { name: 'Default', label: 'Default', gateways: { http: 'http://localhost:8280', https: 'https://localhost:8243' } },
      { name: 'EU', gateways: { http: 'http://gw.example.com', https: null } },
    ],
  };
  const addresses = (protocol: string, ...transports: string[]) => gatewayChoices(settings, transports, { protocol }).map(({ address }) => address);
  expect(addresses('https:', 'http', 'https')).toEqual(['https://localhost:8243', 'http://localhost:8280']);
  expect(addresses('http:', 'http')).toEqual(['http://localhost:8280', 'http://gw.example.com']);
  expect(addresses('https:', 'https')).toEqual(['https://localhost:8243']);
});
