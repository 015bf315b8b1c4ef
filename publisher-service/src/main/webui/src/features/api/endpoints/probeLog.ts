import { texts } from '../../../texts';
import type { Probe } from '../probe/shapes';

/** A line of the log of a test. */
export interface LogLine {
  readonly tone: 'good' | 'warning' | 'bad' | 'plain';
  readonly text: string;
}

const SHOWN_CHARS = 160;

/** Returns what a test of a backend has met, in its order, in words. */
export function logOf(probe: Probe): readonly LogLine[] {
  const words = texts.endpoints.test;
  if (probe.statusCode === 0) {
    return [
      { tone: 'bad', text: words.noAnswer(probe.error) },
      { tone: 'plain', text: adviceOf(probe.error) },
    ];
  }
  const { streaming } = probe;
  const answer = words.answer(probe.statusCode, probe.statusMessage);
  if (streaming === undefined) {
    return [
      { tone: 'bad', text: answer },
      ...(probe.error === '' ? [] : [{ tone: 'plain' as const, text: words.because(probe.error) }]),
      { tone: 'plain', text: probe.statusCode === 401 || probe.statusCode === 403 ? words.adviceSignIn : words.adviceStatus },
    ];
  }
  const classes: Readonly<Record<string, string>> = words.classes;
  return [
    { tone: 'good', text: answer },
    { tone: 'plain', text: words.contentType(streaming.contentType ?? words.none) },
    ...(streaming.firstEventMillis === undefined ? [] : [{ tone: 'good' as const, text: words.firstEvent(streaming.firstEventMillis) }]),
    ...streaming.events.map(({ type, id, data }) => ({ tone: 'plain' as const, text: words.event(type, id ?? null, data.slice(0, SHOWN_CHARS)) })),
    ...(streaming.retryMs === undefined ? [] : [{ tone: 'plain' as const, text: words.retry(streaming.retryMs) }]),
    { tone: streaming.class === 'A' ? 'good' : 'plain', text: classes[streaming.class] ?? streaming.class },
    ...streaming.warnings.map((text) => ({ tone: 'warning' as const, text })),
    { tone: 'plain', text: words.done },
  ];
}

function adviceOf(error: string): string {
  const words = texts.endpoints.test.advice;
  const known: readonly (readonly [string, string])[] = [
    ['not allowed', words.notAllowed],
    ['not HTTP', words.notHttp],
    ['closed the connection', words.notHttp],
    ['TLS', words.tls],
    ['refuses the connection', words.refuses],
    ['in time', words.refuses],
  ];
  return known.find(([part]) => error.includes(part))?.[1] ?? words.other;
}
