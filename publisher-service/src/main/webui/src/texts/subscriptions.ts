const ABOUT: Readonly<Record<string, string>> = { AsyncUnlimited: 'No limit.' };

const STATES: Readonly<Record<string, string>> = {
  UNBLOCKED: 'active',
  BLOCKED: 'blocked',
  PROD_ONLY_BLOCKED: 'production is blocked',
  ON_HOLD: 'waits for approval',
  REJECTED: 'rejected',
  TIER_UPDATE_PENDING: 'change of plan waits',
};

export const subscriptions = {
  pages: 'Pages of subscribed applications',
  title: 'Subscriptions',
  intro: 'Applications subscribe to an API under one of its business plans.',
  plans: 'Business plans',
  plansHint: 'Developers choose one of these when they subscribe. Subscriptions that there are stay.',
  about: ABOUT,
  noneChosen: 'Without a plan no application can subscribe.',
  saved: 'Saved.',
  discard: 'Discard changes',
  noPlansTitle: 'No business plans',
  noPlansBody: 'This installation has none.',
  subscribers: 'Subscribed applications',
  emptyTitle: 'No subscriptions yet',
  emptyBody: 'When the API is published, developers find it in the Developer Portal and subscribe there.',
  application: 'Application',
  owner: 'Owner',
  plan: 'Plan',
  state: 'State',
  states: STATES,
} as const;
