import { ActionGroup, Alert, Button, Checkbox, Form, FormFieldGroup, FormFieldGroupHeader, FormGroup, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../../session/session';
import { EmptyPage } from '../../../ui/EmptyPage';
import { ProblemView } from '../../../ui/ProblemView';
import { QueryView } from '../../../ui/QueryView';
import { UnsavedDialog } from '../../../ui/UnsavedDialog';
import { texts } from '../../../texts';
import { limitLine, type Plan } from '../../plan/limits';
import { ApiPage } from '../api/ApiPage';
import { useEdition } from '../api/context';
import { useUpdateApi } from '../api/queries';
import type { Api } from '../api/shapes';
import { plansQuery } from './queries';

const words = texts.subscriptions;

/** Under which plans applications may subscribe, and whether the publisher is asked. */
export function SubscriptionsPage() {
  const plans = useQuery(plansQuery());
  return (
    <ApiPage title={words.title} intro={words.intro}>
      <QueryView query={plans} isEmpty={({ list }) => list.length === 0} empty={<EmptyPage title={words.noPlansTitle} body={words.noPlansBody} />}>
        {({ list }) => <Offer plans={list} />}
      </QueryView>
    </ApiPage>
  );
}

/** Null of `approval`: as the installation says. */
interface Values {
  readonly policies: readonly string[];
  readonly approval: boolean | null;
}

const valuesOf = ({ policies, streaming }: Api): Values => ({ policies, approval: streaming.subscriptionApproval ?? null });

function withValues(api: Api, { policies, approval }: Values): Api {
  const { subscriptionApproval: _, ...streaming } = api.streaming;
  return { ...api, policies: [...policies], streaming: { ...streaming, ...(approval === null ? { subscriptionApprovalAsInstalled: true } : { subscriptionApproval: approval }) } };
}

function Offer({ plans }: { readonly plans: readonly Plan[] }) {
  const readOnly = !useMay('apim:api_create', 'apim:api_publish', 'apim:api_manage');
  const [changed, setChanged] = useState<Values | null>(null);
  const edition = useEdition(changed !== null);
  const update = useUpdateApi();
  const shown = changed ?? valuesOf(edition.value);
  const change = (values: Partial<Values>) => {
    update.reset();
    setChanged({ ...shown, ...values });
  };
  const choose = (name: string, isChosen: boolean) =>
    change({ policies: plans.map((plan) => plan.name).filter((plan) => (plan === name ? isChosen : shown.policies.includes(plan))) });
  return (
    <Form
      className="sluice-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        update.mutate({ edition, api: withValues(edition.value, shown) }, { onSuccess: () => setChanged(null) });
      }}
    >
      {update.isError && <ProblemView error={update.error} />}
      {update.isSuccess && changed === null && <Alert isInline isLiveRegion variant="success" title={words.saved} />}
      <FormFieldGroup header={<FormFieldGroupHeader titleText={{ text: words.plans, id: 'plans' }} titleDescription={words.plansHint} />}>
        {plans.map((plan) => (
          <Checkbox
            key={plan.name}
            id={`plan-${plan.name}`}
            label={plan.name}
            description={aboutOf(plan)}
            isChecked={shown.policies.includes(plan.name)}
            isDisabled={readOnly || update.isPending}
            onChange={(_, isChosen) => choose(plan.name, isChosen)}
          />
        ))}
      </FormFieldGroup>
      {shown.policies.length === 0 && <Alert isInline variant="warning" title={words.noneChosen} />}
      <FormGroup label={words.approval} fieldId="approval">
        <FormSelect
          id="approval"
          value={String(shown.approval)}
          isDisabled={readOnly || update.isPending}
          onChange={(_, value) => change({ approval: value === 'null' ? null : value === 'true' })}
        >
          <FormSelectOption value="null" label={words.approvals.usual} />
          <FormSelectOption value="false" label={words.approvals.none} />
          <FormSelectOption value="true" label={words.approvals.needed} />
        </FormSelect>
      </FormGroup>
      {!readOnly && (
        <ActionGroup>
          <Button type="submit" isLoading={update.isPending} isDisabled={update.isPending || changed === null}>
            {texts.common.save}
          </Button>
          <Button variant="link" isDisabled={changed === null} onClick={() => setChanged(null)}>
            {words.discard}
          </Button>
        </ActionGroup>
      )}
      <UnsavedDialog isDirty={changed !== null && !update.isPending} />
    </Form>
  );
}

/** Limits in words, what the admin says of the plan, and what its name means here. */
function aboutOf(plan: Plan): string {
  const limits = limitLine(plan);
  const isSaid = plan.description === '' || plan.description.toLowerCase() === limits.toLowerCase();
  return [limits, ...(isSaid ? [] : [plan.description]), words.about[plan.name] ?? ''].filter((text) => text !== '').join('. ');
}
