const AMONG: Readonly<Record<string, readonly [one: string, many: string]>> = {
  sec: ['a second', 'seconds'],
  min: ['a minute', 'minutes'],
  hour: ['an hour', 'hours'],
  days: ['a day', 'days'],
  month: ['a month', 'months'],
  year: ['a year', 'years'],
};

const period = (units: number, unit: string): string => {
  const [one, many] = AMONG[unit] ?? [unit, unit];
  return units === 1 ? one : `in ${units.toLocaleString()} ${many}`;
};

const count = (number: number, one: string, many: string): string => `${number.toLocaleString()} ${number === 1 ? one : many}`;

/** A plan's limits, each in words. */
const limits = {
  none: 'No limit',
  events: (events: number, units: number, unit: string) => `${count(events, 'event', 'events')} ${period(units, unit)}`,
  bytes: (amount: string, units: number, unit: string) => `${amount} ${period(units, unit)}`,
  burst: (events: number, unit: string) => `no faster than ${count(events, 'event', 'events')} ${period(1, unit)}`,
  connections: (connections: number) => `${count(connections, 'stream', 'streams')} at once`,
  connectionTime: (amount: string) => `a stream lives at most ${amount}`,
  countsOnly: 'counted only: streams go on beyond it',
} as const;

/** What is said of plans. */
export const plans = { limits } as const;
