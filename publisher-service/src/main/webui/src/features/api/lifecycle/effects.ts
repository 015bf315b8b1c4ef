import { texts } from '../../../texts';
import type { Transition } from './shapes';

/** What ends open streams, so that the user is asked once more. */
const ENDING: readonly string[] = ['blocks', 'withdraws', 'retires'];

/** Returns whether a move ends streams of clients that are connected. */
export function endsStreams({ streaming }: Transition): boolean {
  return ENDING.includes(streaming.effect);
}

/** Returns what a move does to developers and to clients that are connected, in words. */
export function effectOf({ targetState, streaming }: Transition, isDeployed: boolean): string {
  const words = texts.lifecycle;
  const toDevelopers: Readonly<Record<string, string>> = words.developers;
  const toClients: Readonly<Record<string, string>> = words.effects;
  return [
    toDevelopers[targetState],
    isDeployed ? (toClients[streaming.effect] ?? words.effectUnknown) : words.notDeployed,
    isDeployed && streaming.subscriptions > 0 ? words.concerns(streaming.subscriptions) : undefined,
  ]
    .filter((sentence) => sentence !== undefined)
    .join(' ');
}
