import { ActionGroup, Button, Form, Title } from '@patternfly/react-core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useForm, useWatch } from 'react-hook-form';
import { EmptyPage } from '../../../ui/EmptyPage';
import { SelectField, TextField } from '../../../ui/fields';
import { markFields } from '../../../ui/form';
import { ProblemView } from '../../../ui/ProblemView';
import { QueryView } from '../../../ui/QueryView';
import { texts } from '../../../texts';
import { offeredPlansQuery, planLabel } from '../../plan/developerPlans';
import type { Plan } from '../../plan/limits';
import { applicationsQuery } from '../application/queries';
import type { Application } from '../application/shapes';
import { proofsOf } from '../catalogue/access';
import type { DeveloperApi } from '../catalogue/shapes';
import { subscriptionsQuery } from './queries';
import { subscribeFormShape, type SubscribeValues, type Subscription } from './shapes';
import { subscribe, type Credentials } from './subscribe';

const words = texts.developer.subscribe;

interface Props {
  readonly api: DeveloperApi;
  readonly onDone: (credentials: Credentials) => void;
}

/** Application, plan, credential and type of keys: all have a value already. */
export function SubscribeForm(props: Props) {
  const { api } = props;
  const applications = useQuery(applicationsQuery());
  const offered = useQuery(offeredPlansQuery(api.id));
  const subscriptions = useQuery(subscriptionsQuery({ apiId: api.id }));
  return (
    <QueryView query={offered} isEmpty={(found) => plansOf(api, found).length === 0} empty={<EmptyPage title={words.noPlanTitle} body={words.noPlanBody} />}>
      {(plans) => (
        <QueryView query={subscriptions}>
          {({ list }) => <QueryView query={applications}>{(found) => <Fields {...props} applications={found.list} plans={plans} subscriptions={list} />}</QueryView>}
        </QueryView>
      )}
    </QueryView>
  );
}

interface FieldsProps extends Props {
  readonly applications: readonly Application[];
  /** That this developer may choose. */
  readonly plans: readonly Plan[];
  /** To this API. */
  readonly subscriptions: readonly Subscription[];
}

function Fields({ api, applications, plans, subscriptions, onDone }: FieldsProps) {
  const client = useQueryClient();
  const proofs = proofsOf(api);
  const choices = plansOf(api, plans);
  const form = useForm<SubscribeValues>({
    resolver: zodResolver(subscribeFormShape),
    mode: 'onTouched',
    defaultValues: {
      application: applications[0]?.applicationId ?? '',
      name: words.defaultName(api.name),
      plan: choices[0] ?? '',
      proof: proofs[0] ?? 'token',
      keyType: 'PRODUCTION',
    },
  });
  const [application, plan] = useWatch({ control: form.control, name: ['application', 'plan'] });
  const isNew = application === '';
  const present = subscriptions.find(({ applicationId }) => applicationId === application);
  const keepsPlan = present !== undefined && form.formState.dirtyFields.plan !== true;
  const start = useMutation({
    mutationFn: (values: SubscribeValues) =>
      subscribe(api, keepsPlan ? { ...values, plan: present.throttlingPolicy } : values, (applicationId) => {
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
      {(api.isSubscriptionRequired || choices.length > 1) && (
        <SelectField
          control={form.control}
          name="plan"
          label={words.plan}
          hint={keepsPlan ? words.keepsPlan(present.throttlingPolicy) : undefined}
          options={choices.map((name) => ({ value: name, label: name === '' ? words.withoutSubscription : planLabel(name, plans) }))}
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
          {plan === '' && !keepsPlan ? words.submitWithout : words.submit}
        </Button>
      </ActionGroup>
    </Form>
  );
}

/** The names of plans to choose from, in the order of the API; empty: no subscription. */
function plansOf({ isSubscriptionRequired, isSubscriptionAvailable, tiers }: DeveloperApi, offered: readonly Plan[]): readonly string[] {
  const names = tiers.map(({ tierName }) => tierName).filter((name) => offered.some((plan) => plan.name === name));
  return [...(isSubscriptionRequired ? [] : ['']), ...(isSubscriptionAvailable ? names : [])];
}
