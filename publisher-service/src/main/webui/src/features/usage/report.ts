import type { UsageRow } from './shapes';

/** How far back a report goes, rounded to its intervals. */
export const SPANS = {
  hour: { ms: 3_600_000, interval: 'minute' },
  day: { ms: 86_400_000, interval: 'hour' },
  month: { ms: 30 * 86_400_000, interval: 'day' },
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

/** Returns the rows as lines: by time the newest first; by group, with a row for each, the largest first. */
export function linesOf(rows: readonly UsageRow[], group: Group): readonly Line[] {
  if (group === 'time') {
    return rows.map((row) => ({ ...row, key: row.start, name: row.start })).reverse();
  }
  return rows
    .map((row) => ({ ...row, key: row.group ?? '', name: row.name ?? row.group ?? null }))
    .sort((a, b) => b.deliveries - a.deliveries);
}
