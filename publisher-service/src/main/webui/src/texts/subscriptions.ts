const ABOUT: Readonly<Record<string, string>> = {
  AsyncDefaultSubscriptionless: 'Any token or API key of an application opens streams without a subscription, and all of an application count together',
};

export const subscriptions = {
  title: 'Subscriptions',
  intro: 'Applications subscribe to an API under one of its business plans.',
  plans: 'Business plans',
  plansHint: 'Developers choose one of these when they subscribe. Subscriptions that there are stay.',
  about: ABOUT,
  noneChosen: 'Without a plan no application can subscribe.',
  approval: 'A new subscription, or another plan for it',
  approvals: {
    usual: 'is treated as the installation says',
    none: 'holds at once',
    needed: 'waits until a publisher approves it',
  },
  saved: 'Saved.',
  discard: 'Discard changes',
  noPlansTitle: 'No business plans',
  noPlansBody: 'This installation has none: an admin can make one.',
} as const;
