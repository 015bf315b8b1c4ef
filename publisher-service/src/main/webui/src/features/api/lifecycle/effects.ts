import { texts } from '../../../texts';
import type { Transition } from './shapes';

/** What a move does to developers and to clients that are connected. */
export interface Effect {
  readonly words: string;
  /** Whether streams end, so that the user is asked once more. */
  readonly endsStreams: boolean;
}

/** Returns what a move from a state does, in words. */
export function effectOf(from: string, { targetState }: Transition): Effect {
  const words = texts.lifecycle.effects;
  switch (targetState) {
    case from:
      return { words: words.same, endsStreams: false };
    case 'PUBLISHED':
      return { words: from === 'BLOCKED' ? words.publishAgain : words.publish, endsStreams: false };
    case 'PROTOTYPED':
      return { words: words.prototype, endsStreams: false };
    case 'CREATED':
      return { words: words.demote, endsStreams: true };
    case 'BLOCKED':
      return { words: words.block, endsStreams: true };
    case 'DEPRECATED':
      return { words: from === 'BLOCKED' ? words.deprecateBlocked : words.deprecate, endsStreams: false };
    case 'RETIRED':
      return { words: words.retire, endsStreams: true };
    default:
      return { words: words.unknown, endsStreams: true };
  }
}
