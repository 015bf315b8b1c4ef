const STATES: Readonly<Record<string, string>> = {
  UNBLOCKED: 'In use',
  BLOCKED: 'Blocked',
  PROD_ONLY_BLOCKED: 'Production is blocked',
  ON_HOLD: 'Waits for approval',
  REJECTED: 'Rejected',
  TIER_UPDATE_PENDING: 'In use; another plan waits',
};

const many = (count: number) => (count === 1 ? 'this subscription' : `these ${count.toLocaleString()} subscriptions`);

export const subscribers = {
  title: 'Subscribers',
  intro: 'Applications that have subscribed to this API. What is done here reaches open streams on every gateway within a second.',
  pages: 'Pages of subscribers',
  search: 'Search by application, owner or plan',
  pendingOnly: 'Only those that wait for approval',
  emptyTitle: 'No subscriptions yet',
  emptyBody: 'When the API is published, developers find it in the Developer Portal and subscribe there.',
  noMatchTitle: 'No subscription matches',
  noMatchBody: 'Search for another part of a name.',
  application: 'Application',
  owner: 'Owner',
  plan: 'Plan',
  wants: (plan: string) => `wants ${plan}`,
  state: 'State',
  states: STATES,
  since: 'Since',
  choose: 'Choose',
  chooseOf: (name: string) => `Choose ${name}`,
  chooseAll: 'Choose all of this page',
  chosen: (count: number) => `${count.toLocaleString()} chosen`,
  actions: 'Actions',
  newPlan: 'New plan',
  comment: 'Comment for the developer',
  done: (count: number) => `Done for ${count.toLocaleString()}.`,
  failed: (count: number) => `Not done for ${count.toLocaleString()}`,
  moves: {
    block: {
      verb: 'Block',
      title: (count: number) => `Block ${many(count)}?`,
      body: 'Open streams end within a second, with production and sandbox keys, and new ones are refused with 401 (900907). A client that is let in again goes on where it was: nothing is lost that is still kept.',
    },
    blockProduction: {
      verb: 'Block production',
      title: (count: number) => `Block production for ${many(count)}?`,
      body: 'Streams that are open with production keys end within a second, and new ones are refused with 401 (900907). Sandbox keys go on.',
    },
    unblock: {
      verb: 'Unblock',
      title: (count: number) => `Unblock ${many(count)}?`,
      body: 'Clients may connect again, and go on where they were.',
    },
    changePlan: {
      verb: 'Change plan',
      title: (count: number) => `Change the plan of ${many(count)}?`,
      body: 'Open streams go on under the new plan within a second. What has been delivered in the present window still counts: if it is more than the new plan allows, streams end with sluice.quota.',
    },
    approve: {
      verb: 'Approve',
      title: (count: number) => `Approve ${many(count)}?`,
      body: 'Clients may connect under the plan that was asked for. Streams that are open under another plan go on under the new one.',
    },
    reject: {
      verb: 'Reject',
      title: (count: number) => `Reject ${many(count)}?`,
      body: 'A new subscription opens no stream: connects are refused with 401 (900909). Where only another plan was asked for, the present one stays, and open streams go on.',
    },
  },
} as const;
