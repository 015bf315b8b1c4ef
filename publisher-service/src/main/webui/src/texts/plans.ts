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

const form = {
  name: 'Name',
  nameHint: '1 to 60 letters, digits, and any of _ . -. It cannot be changed later.',
  nameWrong: 'Enter 1 to 60 letters, digits, and any of _ . -, without blanks.',
  displayName: 'Shown as',
  displayNameHint: 'Empty: as the name.',
  description: 'Description',
  descriptionHint: 'For those who choose it.',
  tooLong: (most: number) => `At most ${most.toLocaleString()} characters.`,
  quota: 'Quota',
  quotaHint: 'Windows begin at round times in UTC: a day at midnight, a month on its first day. Replayed events count, heartbeats do not.',
  events: 'Most events',
  eventsHint: 'Empty: no limit.',
  eventsWrong: 'Enter a whole number from 1 to 1,000,000,000,000, or nothing.',
  eventsIn: 'Events are counted over',
  bytes: 'Most bytes',
  bytesHint: 'Empty: no limit.',
  bytesWrong: 'Enter an amount from 1 B to 931,322 GiB, or nothing.',
  bytesIn: 'Bytes are counted over',
  periodWrong: (most: number) => `Enter a whole number from 1 to ${most.toLocaleString()}.`,
  stops: 'Stop at the limit',
  stopsHint: 'At the last event that is allowed, streams end with the event sluice.quota, and the next connect is answered with 429 until the window ends. Without it events are only counted.',
  burst: 'Burst',
  burstEvents: 'Most events in a burst',
  burstHint: 'Empty: no limit. Events that come faster wait; no stream ends.',
  burstIn: 'Within',
  bursts: { sec: 'a second', min: 'a minute', hour: 'an hour', days: 'a day' },
  connections: 'Streams',
  maxConnections: 'Most streams at once',
  maxConnectionsHint: 'Of one subscription, on all gateways together. Empty: no limit.',
  maxConnectionsHintOfApplication: 'Of one application, on all gateways together. Empty: no limit.',
  connectionsWrong: 'Enter a whole number from 1 to 1,000,000, or nothing.',
  maxConnectionTime: 'A stream lives at most',
  maxConnectionTimeHint: 'Then the client is asked to come back, and goes on where it was. Empty: as the API says.',
  connectionTimeWrong: 'Enter an amount from 1 s to 366 d, or nothing.',
  audience: 'Who may choose it',
  audiences: { all: 'Every developer', ALLOW: 'Only users with one of these roles', DENY: 'Only users with none of these roles' },
  roles: 'Roles',
  rolesMissing: 'Choose a role.',
  attributes: 'Attributes',
  attributesHint: 'Your own notes, one a line: name: value.',
  attributesWrong: 'Write one a line: name: value.',
} as const;

/** What the admin's pages about plans say. */
export const plans = {
  limits,
  form,
  subscription: {
    title: 'Business plans',
    intro: 'What an application may be delivered of an API. Publishers offer APIs under them, and developers choose one when they subscribe.',
    create: 'Create business plan',
    newTitle: 'New business plan',
    emptyTitle: 'No business plans',
    emptyBody: 'Without one no API can be subscribed to.',
  },
  application: {
    title: 'Application plans',
    intro: 'What an application may be delivered of all APIs together, besides the plans of its subscriptions.',
    create: 'Create application plan',
    newTitle: 'New application plan',
    emptyTitle: 'No application plans',
    emptyBody: 'Without one no application can be made.',
  },
  name: 'Name',
  limitsTitle: 'Limits',
  audience: 'Who may choose it',
  everyone: 'Every developer',
  only: (roles: string) => `Only ${roles}`,
  allBut: (roles: string) => `All but ${roles}`,
  actions: 'Actions',
  remove: 'Delete',
  removeOf: (name: string) => `Delete ${name}`,
  removeTitle: (name: string) => `Delete the plan ${name}?`,
  removeBody: 'Only a plan that nothing uses can be deleted: no API is offered under it, and no subscription or application has it.',
  saved: 'Saved. Open streams follow within a second.',
  changeHint: 'A change holds for open streams within a second, and counts from the beginning of the present window.',
} as const;
