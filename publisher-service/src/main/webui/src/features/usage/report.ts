import type { UsageRow } from './shapes';

/** How far back a report goes, and the intervals of its rows. */
export const SPANS = {
  hour: { ms: 3_600_000, interval: 'minute', whole: 'hour' },
  day: { ms: 86_400_000, interval: 'hour', whole: 'day' },
  month: { ms: 30 * 86_400_000, interval: 'day', whole: 'day' },
} as const;

export type Span = keyof typeof SPANS;

/** `time`: not grouped. */
export type Group = 'time' | 'api' | 'topic' | 'application' | 'plan' | 'keyType';

/** What one line of the table shows. */
export interface Line {
  readonly key: string;
  /** Of an interval its start, of a group its name; null = of none. */
  readonly name: string | null;
  readonly deliveries: number;
  readonly replayed: number;
  readonly bytes: number;
  readonly opened: number;
}

/** Returns the rows as lines: by time as they are, the newest first; else added up by group, the largest first. */
export function linesOf(rows: readonly UsageRow[], group: Group): readonly Line[] {
  if (group === 'time') {
    return rows.map((row) => ({ ...row, key: row.start, name: row.start })).reverse();
  }
  const lines = new Map<string, Line>();
  for (const row of rows) {
    const key = row.group ?? '';
    const before = lines.get(key);
    lines.set(key, {
      key,
      name: row.name ?? row.group ?? null,
      deliveries: row.deliveries + (before?.deliveries ?? 0),
      replayed: row.replayed + (before?.replayed ?? 0),
      bytes: row.bytes + (before?.bytes ?? 0),
      opened: row.opened + (before?.opened ?? 0),
    });
  }
  return [...lines.values()].sort((a, b) => b.deliveries - a.deliveries);
}
