import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { texts } from '../../texts';
import { deletePlan, forgetPlans } from './queries';
import type { PlanLevel } from './limits';
import type { AdminPlan } from './shapes';

const words = texts.plans;

interface Props {
  readonly level: PlanLevel;
  readonly plan: AdminPlan;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Deletes a plan. One that is in use stays, and the server names what uses it. */
export function DeletePlanDialog({ level, plan, onClose, onDone }: Props) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deletePlan(level, plan.policyId),
    onSuccess: () => {
      forgetPlans(client, level);
      onDone();
    },
  });
  return (
    <ConfirmDialog
      title={words.removeTitle(plan.policyName)}
      confirm={words.remove}
      danger
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {words.removeBody}
    </ConfirmDialog>
  );
}
