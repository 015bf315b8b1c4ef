import { texts } from '../../../texts';
import type { Live } from './shapes';

/** Returns how many listen to an API now and how much they are sent, or nothing while that is not known. */
export function liveWords(apiId: string, live: readonly Live[]): string {
  const found = live.find((one) => one.apiId === apiId);
  return found === undefined ? '' : texts.home.live(found.clients, found.eventsPerSecond);
}
