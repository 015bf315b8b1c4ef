import { FormGroup, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { QueryView } from '../../../ui/QueryView';
import { texts } from '../../../texts';
import { offeredPlansQuery, planLabel } from '../../plan/developerPlans';
import type { Plan } from '../../plan/limits';
import { developerApiQuery } from '../catalogue/queries';
import { changePlan } from './queries';
import type { Subscription } from './shapes';

const words = texts.developer.subscriptions;

interface Props {
  readonly subscription: Subscription;
  readonly title: string;
  readonly onClose: () => void;
}

/** Another of the plans that the API is offered under. */
export function ChangePlanDialog({ subscription, title, onClose }: Props) {
  const client = useQueryClient();
  const api = useQuery(developerApiQuery(subscription.apiId));
  const offered = useQuery(offeredPlansQuery(subscription.apiId));
  const [plan, setPlan] = useState(subscription.throttlingPolicy);
  const change = useMutation({
    mutationFn: () => changePlan(subscription, plan),
    onSuccess: () => {
      onClose();
      void client.invalidateQueries({ queryKey: ['subscriptions'] });
    },
  });
  return (
    <ConfirmDialog title={title} confirm={words.change} isBusy={change.isPending} error={change.error} onConfirm={() => change.mutate()} onClose={onClose}>
      <QueryView query={api}>
        {({ tiers }) => (
          <QueryView query={offered}>
            {(plans) => (
              <FormGroup label={words.plan} fieldId="change-plan">
                <FormSelect id="change-plan" value={plan} onChange={(_, value) => setPlan(value)}>
                  {choices(tiers, plans, subscription.throttlingPolicy).map((name) => (
                    <FormSelectOption key={name} value={name} label={planLabel(name, plans)} />
                  ))}
                </FormSelect>
              </FormGroup>
            )}
          </QueryView>
        )}
      </QueryView>
      <p>{words.changeBody}</p>
    </ConfirmDialog>
  );
}

/** The present plan, and those that the developer may choose. */
function choices(tiers: readonly { readonly tierName: string }[], offered: readonly Plan[], present: string): readonly string[] {
  const names = tiers.map(({ tierName }) => tierName);
  return [...new Set([...names.filter((name) => offered.some((plan) => plan.name === name)), present])];
}
