import type { Upstream } from '../api/shapes';

/** What this page has seen of a channel's events. */
export interface Sighting {
  readonly events: number;
  /** When the page first saw the channel, epoch milliseconds. */
  readonly since: number;
  /** When the page last saw a new event; null: none since then. */
  readonly lastNew: number | null;
}

/** Returns a name that one channel has and no other. */
export function channelKey({ environment, keyType, path, query = '' }: Upstream): string {
  return [environment, keyType, path, query].join(' ');
}

/** Returns the sightings with one more look at the channels; those that are gone are forgotten. */
export function look(before: ReadonlyMap<string, Sighting>, upstreams: readonly Upstream[], now: number): ReadonlyMap<string, Sighting> {
  return new Map(
    upstreams.map((upstream) => {
      const key = channelKey(upstream);
      const seen = before.get(key);
      const sighting: Sighting =
        seen === undefined
          ? { events: upstream.events, since: now, lastNew: null }
          : { ...seen, events: upstream.events, lastNew: upstream.events === seen.events ? seen.lastNew : now };
      return [key, sighting];
    }),
  );
}
