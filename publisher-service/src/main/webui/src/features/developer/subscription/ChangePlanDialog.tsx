import { FormGroup, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { QueryView } from '../../../ui/QueryView';
import { texts } from '../../../texts';
import { developerPlansQuery, planLabel } from '../../plan/developerPlans';
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
  const plans = useQuery(developerPlansQuery('subscription')).data?.list;
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
        {(found) => (
          <FormGroup label={words.plan} fieldId="change-plan">
            <FormSelect id="change-plan" value={plan} onChange={(_, value) => setPlan(value)}>
              {found.tiers.map(({ tierName }) => (
                <FormSelectOption key={tierName} value={tierName} label={planLabel(tierName, plans)} />
              ))}
            </FormSelect>
          </FormGroup>
        )}
      </QueryView>
      <p>{words.changeBody}</p>
    </ConfirmDialog>
  );
}
