import type { Tone } from '../../../ui/StateDot';
import { texts } from '../../../texts';
import type { Upstream } from '../api/shapes';

const TONES: Readonly<Record<string, Tone>> = {
  live: 'good',
  connecting: 'waiting',
  'backing-off': 'bad',
  refused: 'bad',
  ended: 'off',
  idle: 'off',
};

/** How one backend connection stands, for people. */
export interface UpstreamWords {
  readonly tone: Tone;
  readonly state: string;
  readonly meaning: string;
  /** As the relay tells it. */
  readonly why: string | null;
  /** What to do, where somebody has to do something. */
  readonly advice: string | null;
}

/** Returns a connection's state in words; a state that is not known stays as it is. */
export function wordsOf(upstream: Upstream): UpstreamWords {
  const words = texts.upstreams;
  const states: Readonly<Record<string, { readonly name: string; readonly meaning: string }>> = words.states;
  const known = states[upstream.status];
  const tone = TONES[upstream.status] ?? 'off';
  const isTrouble = tone === 'bad';
  const answer = upstream.http === undefined || !isTrouble ? null : words.answered(upstream.http);
  const why = upstream.reason ?? answer;
  return { tone, state: known?.name ?? upstream.status, meaning: known?.meaning ?? '', why, advice: isTrouble ? adviceOf(upstream) : null };
}

function adviceOf({ reason = '', http }: Upstream): string {
  const words = texts.upstreams.advice;
  const known: readonly (readonly [boolean, string])[] = [
    [reason.includes('token endpoint') && reason.includes('not allowed'), words.notAllowed],
    [reason.includes('token endpoint'), words.tokenEndpoint],
    [reason.includes('cannot open the credentials'), words.keyFile],
    [reason.includes('not allowed'), words.notAllowed],
    [reason.includes('cap'), words.cap],
    [http === 401 || http === 403 || /\b40[13]\b/.test(reason), words.signIn],
    [http === 404 || /\b404\b/.test(reason), words.path],
    [reason.includes('TLS') || reason.includes('certificate'), words.tls],
    [reason.includes('not HTTP'), words.notHttp],
    [reason.includes('event-stream') || reason.includes('content type'), words.noStream],
    [http !== undefined && http >= 500, words.backendFails],
  ];
  return known.find(([is]) => is)?.[1] ?? words.unreachable;
}
