import { ActionGroup, Button, Form, Title } from '@patternfly/react-core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useForm, useWatch } from 'react-hook-form';
import { SelectField, TextField } from '../../../ui/fields';
import { markFields } from '../../../ui/form';
import { ProblemView } from '../../../ui/ProblemView';
import { QueryView } from '../../../ui/QueryView';
import { texts } from '../../../texts';
import { developerPlansQuery, planLabel } from '../../plan/developerPlans';
import { applicationsQuery } from '../application/queries';
import type { Application } from '../application/shapes';
import { proofsOf } from '../catalogue/access';
import type { DeveloperApi } from '../catalogue/shapes';
import { subscribeFormShape, type SubscribeValues } from './shapes';
import { subscribe, type Credentials } from './subscribe';

const words = texts.developer.subscribe;

interface Props {
  readonly api: DeveloperApi;
  readonly onDone: (credentials: Credentials) => void;
}

/** Application, plan, credential and type of keys: all have a value already. */
export function SubscribeForm(props: Props) {
  const applications = useQuery(applicationsQuery());
  return <QueryView query={applications}>{(found) => <Fields {...props} applications={found.list} />}</QueryView>;
}

function Fields({ api, applications, onDone }: Props & { readonly applications: readonly Application[] }) {
  const client = useQueryClient();
  const proofs = proofsOf(api);
  const form = useForm<SubscribeValues>({
    resolver: zodResolver(subscribeFormShape),
    mode: 'onTouched',
    defaultValues: {
      application: applications[0]?.applicationId ?? '',
      name: words.defaultName(api.name),
      plan: api.isSubscriptionRequired ? (api.tiers[0]?.tierName ?? '') : '',
      proof: proofs[0] ?? 'token',
      keyType: 'PRODUCTION',
    },
  });
  const plans = useQuery(developerPlansQuery('subscription')).data?.list;
  const [application, plan] = useWatch({ control: form.control, name: ['application', 'plan'] });
  const isNew = application === '';
  const start = useMutation({
    mutationFn: (values: SubscribeValues) =>
      subscribe(api, values, (applicationId) => {
        form.setValue('application', applicationId);
        void client.invalidateQueries({ queryKey: applicationsQuery().queryKey });
      }),
    onSuccess: (credentials) => {
      void client.invalidateQueries({ queryKey: ['subscriptions'] });
      void client.invalidateQueries({ queryKey: ['application-keys', credentials.applicationId] });
      void client.invalidateQueries({ queryKey: ['api-keys', credentials.applicationId] });
      onDone(credentials);
    },
    onError: (error) =>
      markFields(form, error, (field) => (field === 'name' || field === 'keyType' ? field : field === 'throttlingPolicy' ? 'plan' : null)),
  });
  return (
    <Form className="sluice-form" onSubmit={(event) => void form.handleSubmit((values) => start.mutate(values))(event)} noValidate>
      <Title headingLevel="h2">{api.isSubscriptionRequired ? words.title : words.connectTitle}</Title>
      {!api.isSubscriptionRequired && <p>{words.noneNeeded}</p>}
      {start.isError && <ProblemView error={start.error} />}
      <SelectField
        control={form.control}
        name="application"
        label={words.application}
        hint={words.applicationHint}
        options={[
          ...applications.map(({ applicationId, name }) => ({ value: applicationId, label: name })),
          { value: '', label: words.newApplication },
        ]}
      />
      {isNew && <TextField control={form.control} name="name" label={words.name} required />}
      {(api.isSubscriptionRequired || plansOf(api).length > 1) && (
        <SelectField
          control={form.control}
          name="plan"
          label={words.plan}
          options={plansOf(api).map((name) => ({ value: name, label: name === '' ? words.withoutSubscription : planLabel(name, plans) }))}
        />
      )}
      {proofs.length > 1 && (
        <SelectField
          control={form.control}
          name="proof"
          label={words.proof}
          hint={words.proofHint}
          options={proofs.map((proof) => ({ value: proof, label: words.proofs[proof] }))}
        />
      )}
      <SelectField
        control={form.control}
        name="keyType"
        label={words.keys}
        hint={words.keysHint}
        options={[
          { value: 'PRODUCTION', label: texts.developer.keys.types.PRODUCTION },
          { value: 'SANDBOX', label: texts.developer.keys.types.SANDBOX },
        ]}
      />
      <ActionGroup>
        <Button type="submit" isLoading={start.isPending} isDisabled={start.isPending}>
          {plan === '' ? words.submitWithout : words.submit}
        </Button>
      </ActionGroup>
    </Form>
  );
}

/** The plans to choose from; empty: no subscription. */
function plansOf({ isSubscriptionRequired, isSubscriptionAvailable, tiers }: DeveloperApi): readonly string[] {
  const offered = isSubscriptionRequired || isSubscriptionAvailable ? tiers.map(({ tierName }) => tierName) : [];
  return isSubscriptionRequired ? offered : ['', ...offered];
}
