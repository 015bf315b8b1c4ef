import { texts } from '../../../texts';
import type { Subscriber } from './shapes';

/** What publishers do with subscriptions. */
export type Move = keyof typeof texts.subscribers.moves;

const WAITING = ['ON_HOLD', 'TIER_UPDATE_PENDING'];
const OPEN = ['UNBLOCKED', 'TIER_UPDATE_PENDING'];

const STATES: Readonly<Record<Move, readonly string[]>> = {
  approve: WAITING,
  reject: WAITING,
  block: [...OPEN, 'PROD_ONLY_BLOCKED'],
  blockProduction: [...OPEN, 'BLOCKED'],
  unblock: ['BLOCKED', 'PROD_ONLY_BLOCKED'],
  changePlan: [...OPEN, 'BLOCKED', 'PROD_ONLY_BLOCKED', 'ON_HOLD'],
};

/** In the order of buttons. */
export const MOVES: readonly Move[] = ['approve', 'reject', 'block', 'blockProduction', 'unblock', 'changePlan'];

/** Those that take away what works. */
export const GRAVE: readonly Move[] = ['block', 'blockProduction', 'reject'];

/** Returns those of the subscriptions whose state lets the move be made. */
export function movable(move: Move, subscribers: readonly Subscriber[]): readonly Subscriber[] {
  return subscribers.filter(({ subscriptionStatus }) => STATES[move].includes(subscriptionStatus));
}

/** Returns the request of a move for many subscriptions. */
export function requestOf(move: Move, subscribers: readonly Subscriber[], { plan, comment }: { readonly plan: string; readonly comment: string }): object {
  const subscriptionIds = subscribers.map(({ subscriptionId }) => subscriptionId);
  switch (move) {
    case 'block':
      return { action: 'BLOCK', blockState: 'BLOCKED', subscriptionIds };
    case 'blockProduction':
      return { action: 'BLOCK', blockState: 'PROD_ONLY_BLOCKED', subscriptionIds };
    case 'unblock':
      return { action: 'UNBLOCK', subscriptionIds };
    case 'changePlan':
      return { action: 'CHANGE_PLAN', businessPlan: plan, subscriptionIds };
    case 'approve':
      return { action: 'APPROVE', subscriptions: subscribers.map(approvalOf), comment };
    case 'reject':
      return { action: 'REJECT', subscriptionIds, comment };
  }
}

/** With the plan that was seen: if another one waits by now, it is not approved. */
function approvalOf({ subscriptionId, throttlingPolicy, streaming }: Subscriber): object {
  return { subscriptionId, businessPlan: streaming.requestedThrottlingPolicy ?? throttlingPolicy };
}
