const STEPS: readonly (readonly [number, Intl.RelativeTimeFormatUnit])[] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
];

const format = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** Returns how long ago something was: `3 minutes ago`. */
export function agoText(ms: number): string {
  const [worth, unit] = STEPS.find(([one]) => ms >= one) ?? [1_000, 'second'];
  return format.format(-Math.max(0, Math.floor(ms / worth)), unit);
}
