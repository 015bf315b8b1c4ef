/** What the developer portal says of quotas. */
export const quota = {
  title: 'Quota left',
  intro: 'What was delivered in the present windows, on all gateways together. When a quota is used up, streams end with sluice.quota, and connects are answered with 429 until it resets.',
  application: 'This application, all APIs together',
  ofApi: (name: string, version: string) => `${name} ${version}`,
  withoutSubscription: (name: string, version: string) => `${name} ${version}, without a subscription`,
  what: 'Of',
  plan: 'Plan',
  used: 'Used',
  usedOf: (used: string, limit: string) => `${used} of ${limit}`,
  resets: 'Resets',
  countsOnly: 'counted only',
  emptyTitle: 'Nothing is limited',
  emptyBody: 'Neither the plan of the application nor those of its subscriptions have a quota.',
} as const;
