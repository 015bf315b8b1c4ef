/** Units by name, each with its worth in the base unit, from small to large. */
export type Units = Readonly<Record<string, number>>;

export const DURATIONS: Units = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

export const SIZES: Units = { B: 1, KiB: 1_024, MiB: 1_048_576, GiB: 1_073_741_824 };

/** Returns an amount in the largest unit in which it is whole: `24 h`. */
export function amountText(value: number, units: Units): string {
  const [unit, worth] = Object.entries(units).findLast(([, one]) => value >= one && value % one === 0) ?? Object.entries(units)[0] ?? ['', 1];
  return `${value / worth} ${unit}`;
}

/** Returns the worth of a text such as `1.5 h`, or null. */
export function parseAmount(text: string, units: Units): number | null {
  const [, number, unit] = /^\s*(\d+(?:\.\d+)?)\s*([A-Za-z]+)\s*$/.exec(text) ?? [];
  const worth = unit === undefined ? undefined : units[unit];
  return number === undefined || worth === undefined ? null : Math.round(Number(number) * worth);
}
