import { amountText, SIZES } from '../../../ui/amount';
import { texts } from '../../../texts';
import { sizeText } from '../../api/live/size';
import type { Counter, LimitLeft } from './shapes';

const words = texts.quota;

/** Units of windows, with the words that plans have for them. */
const UNITS: Readonly<Record<string, string>> = { SECOND: 'sec', MINUTE: 'min', HOUR: 'hour', DAY: 'days', MONTH: 'month', YEAR: 'year' };

/** Returns how much of a limit is used: `2 of 50,000 events a day`. */
export function usedWords({ type, limit, unit, used }: LimitLeft): string {
  const [first = '', second] = unit.split(' ');
  const units = second === undefined ? 1 : Number(first);
  const word = UNITS[second ?? first] ?? unit;
  return type === 'events'
    ? words.usedOf(used.toLocaleString(), texts.plans.limits.events(limit, units, word))
    : words.usedOf(sizeText(used), texts.plans.limits.bytes(amountText(limit, SIZES), units, word));
}

/** Returns what is counted together, for people. */
export function counterName({ counter, apiName = '', apiVersion = '' }: Counter): string {
  switch (counter) {
    case 'application':
      return words.application;
    case 'subscription':
      return words.ofApi(apiName, apiVersion);
    case 'subscriptionless':
      return words.withoutSubscription(apiName, apiVersion);
  }
}
