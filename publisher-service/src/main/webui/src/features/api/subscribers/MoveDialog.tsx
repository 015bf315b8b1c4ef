import { FormGroup, FormSelect, FormSelectOption, TextInput } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { texts } from '../../../texts';
import { limitLine } from '../../plan/limits';
import { useApi } from '../api/context';
import { apiKey } from '../api/queries';
import { plansQuery } from '../subscriptions/queries';
import { GRAVE, requestOf, type Move } from './moves';
import { changeMany } from './queries';
import type { Many, Subscriber } from './shapes';

const words = texts.subscribers;
const MAX_COMMENT = 512;
/** The plan of those who have no subscription; no subscription is under it. */
const WITHOUT_SUBSCRIPTION = 'AsyncDefaultSubscriptionless';

/** How a change of many has ended. */
export interface Outcome {
  readonly done: number;
  readonly failed: readonly { readonly name: string; readonly why: string }[];
}

interface Props {
  readonly move: Move;
  readonly subscribers: readonly Subscriber[];
  readonly onClose: () => void;
  readonly onDone: (outcome: Outcome) => void;
}

/** Says what a move does to open streams, before it is made. */
export function MoveDialog({ move, subscribers, onClose, onDone }: Props) {
  const { value: api } = useApi();
  const client = useQueryClient();
  const offered = api.policies.filter((name) => name !== WITHOUT_SUBSCRIPTION);
  const [plan, setPlan] = useState(offered[0] ?? '');
  const [comment, setComment] = useState('');
  const change = useMutation({
    mutationFn: () => changeMany(requestOf(move, subscribers, { plan, comment })),
    onSuccess: (ended) => onDone(outcomeOf(ended, subscribers)),
    onSettled: () => client.invalidateQueries({ queryKey: apiKey(api.id) }),
  });
  const said = words.moves[move];
  return (
    <ConfirmDialog
      title={said.title(subscribers.length)}
      confirm={said.verb}
      danger={GRAVE.includes(move)}
      isBusy={change.isPending}
      isDisabled={move === 'changePlan' && plan === ''}
      error={change.error}
      onConfirm={() => change.mutate()}
      onClose={onClose}
    >
      <div className="sluice-stack">
        <p>{subscribers.map(({ applicationInfo }) => applicationInfo.name).join(', ')}</p>
        {move === 'changePlan' && <PlanChoice offered={offered} plan={plan} onChoose={setPlan} />}
        {(move === 'approve' || move === 'reject') && (
          <FormGroup label={words.comment} fieldId="move-comment">
            <TextInput id="move-comment" maxLength={MAX_COMMENT} value={comment} onChange={(_, value) => setComment(value)} />
          </FormGroup>
        )}
        <p>{said.body}</p>
      </div>
    </ConfirmDialog>
  );
}

function PlanChoice({ offered, plan, onChoose }: { readonly offered: readonly string[]; readonly plan: string; readonly onChoose: (plan: string) => void }) {
  const plans = useQuery(plansQuery()).data?.list ?? [];
  return (
    <FormGroup label={words.newPlan} fieldId="move-plan">
      <FormSelect id="move-plan" value={plan} onChange={(_, value) => onChoose(value)}>
        {offered.map((name) => {
          const known = plans.find((one) => one.name === name);
          return <FormSelectOption key={name} value={name} label={known === undefined ? name : `${name}: ${limitLine(known)}`} />;
        })}
      </FormSelect>
    </FormGroup>
  );
}

function outcomeOf({ list }: Many, subscribers: readonly Subscriber[]): Outcome {
  const failed = list.flatMap(({ subscriptionId, error }) => {
    const name = subscribers.find((one) => one.subscriptionId === subscriptionId)?.applicationInfo.name ?? subscriptionId;
    return error === undefined ? [] : [{ name, why: error.description === '' ? error.message : error.description }];
  });
  return { done: list.length - failed.length, failed };
}
