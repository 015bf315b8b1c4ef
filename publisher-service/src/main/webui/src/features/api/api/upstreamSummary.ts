import type { Tone } from '../../../shared/StateDot';
import { texts } from '../../../texts';
import type { Upstream } from './shapes';

/** How the backend connections of an API stand, in a dot and a few words. */
export interface UpstreamSummary {
  readonly tone: Tone;
  readonly label: string;
}

const count = (upstreams: readonly Upstream[], ...states: readonly string[]): number =>
  upstreams.filter((upstream) => states.includes(upstream.status)).length;

/** Returns the worst of the states, since that is what somebody has to look at. */
export function upstreamSummary(upstreams: readonly Upstream[]): UpstreamSummary {
  const words = texts.api.upstream;
  const refused = count(upstreams, 'refused');
  const down = count(upstreams, 'backing-off');
  const connecting = count(upstreams, 'connecting');
  const live = count(upstreams, 'live');
  const ended = count(upstreams, 'ended');
  if (refused > 0) {
    return { tone: 'bad', label: words.refused(refused) };
  }
  if (down > 0) {
    return { tone: 'bad', label: words.down(down) };
  }
  if (connecting > 0) {
    return { tone: 'waiting', label: words.connecting };
  }
  if (live > 0) {
    return { tone: 'good', label: words.live(live) };
  }
  return ended > 0 ? { tone: 'off', label: words.ended } : { tone: 'off', label: words.idle };
}
