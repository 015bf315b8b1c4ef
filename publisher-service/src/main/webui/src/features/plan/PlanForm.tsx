import { ActionGroup, Alert, Button, Form, FormSection } from '@patternfly/react-core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useWatch } from 'react-hook-form';
import type { Versioned } from '../../api/client';
import { AmountField } from '../../ui/AmountField';
import { DURATIONS, SIZES } from '../../ui/amount';
import { ChoicesField } from '../../ui/ChoicesField';
import { CheckField, SelectField, TextField } from '../../ui/fields';
import { markFields } from '../../ui/form';
import { ProblemView } from '../../ui/ProblemView';
import { UnsavedDialog } from '../../ui/UnsavedDialog';
import { useStoredForm } from '../../ui/useStoredForm';
import { texts } from '../../texts';
import { rolesQuery } from '../identity/users/queries';
import type { PlanLevel } from './limits';
import { PLAN_PAGES } from './pages';
import { adminPlanQuery, forgetPlans, savePlan } from './queries';
import { bodyOf, NEW_PLAN, planFieldOf, planFormShape, valuesOf, WINDOWS, type AdminPlan, type PlanValues } from './shapes';

const words = texts.plans.form;
const choices = (names: Readonly<Record<string, string>>) => Object.entries(names).map(([value, label]) => ({ value, label }));

interface Props {
  readonly level: PlanLevel;
  /** Null: a new one is made. */
  readonly loaded: Versioned<AdminPlan> | null;
}

/** All that a plan says, in words. */
export function PlanForm({ level, loaded }: Props) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { form, edition, isDirty, goOn } = useStoredForm<Versioned<AdminPlan> | null, PlanValues>({
    latest: loaded,
    valuesOf: (stored) => (stored === null ? NEW_PLAN : valuesOf(stored.value)),
    resolver: zodResolver(planFormShape),
    mode: 'onTouched',
  });
  const audience = useWatch({ control: form.control, name: 'audience' });
  const save = useMutation({
    mutationFn: (values: PlanValues) => savePlan(level, bodyOf(level, values, edition?.value ?? null), edition),
    onSuccess: (stored, values) => {
      client.setQueryData(adminPlanQuery(level, stored.value.policyId).queryKey, stored);
      forgetPlans(client, level);
      if (loaded === null) {
        void navigate({ to: PLAN_PAGES[level].list, ignoreBlocker: true });
      } else {
        goOn(stored, values);
      }
    },
    onError: (error) => markFields(form, error, planFieldOf),
  });
  const { control } = form;
  return (
    <Form className="sluice-form" noValidate onSubmit={(event) => void form.handleSubmit((values) => save.mutate(values))(event)}>
      <UnsavedDialog isDirty={isDirty && !save.isPending && !(loaded === null && save.isSuccess)} />
      {save.isError && <ProblemView error={save.error} />}
      {save.isSuccess && !isDirty && <Alert isInline isLiveRegion variant="success" component="h2" title={texts.plans.saved} />}
      {loaded === null && <TextField control={control} name="name" label={words.name} hint={words.nameHint} required />}
      <TextField control={control} name="displayName" label={words.displayName} hint={words.displayNameHint} />
      <TextField control={control} name="description" label={words.description} hint={words.descriptionHint} multiline />
      <FormSection title={words.quota} titleElement="h2">
        <p className="sluice-subtle">{words.quotaHint}</p>
        <div className="sluice-pair">
          <TextField control={control} name="events" label={words.events} hint={words.eventsHint} />
          <AmountField control={control} name="eventsIn" label={words.eventsIn} units={WINDOWS} />
        </div>
        <div className="sluice-pair">
          <AmountField control={control} name="bytes" label={words.bytes} hint={words.bytesHint} units={SIZES} />
          <AmountField control={control} name="bytesIn" label={words.bytesIn} units={WINDOWS} />
        </div>
        <CheckField control={control} name="stops" label={words.stops} hint={words.stopsHint} />
      </FormSection>
      <FormSection title={words.burst} titleElement="h2">
        <div className="sluice-pair">
          <TextField control={control} name="burst" label={words.burstEvents} hint={words.burstHint} />
          <SelectField control={control} name="burstIn" label={words.burstIn} options={choices(words.bursts)} />
        </div>
      </FormSection>
      <FormSection title={words.connections} titleElement="h2">
        <TextField
          control={control}
          name="maxConnections"
          label={words.maxConnections}
          hint={level === 'application' ? words.maxConnectionsHintOfApplication : words.maxConnectionsHint}
        />
        <AmountField control={control} name="maxConnectionTime" label={words.maxConnectionTime} hint={words.maxConnectionTimeHint} units={DURATIONS} />
      </FormSection>
      {level === 'subscription' && (
        <FormSection title={words.audience} titleElement="h2">
          <SelectField control={control} name="audience" label={words.audience} options={choices(words.audiences)} />
          {audience !== 'all' && <Roles form={form} />}
        </FormSection>
      )}
      <TextField control={control} name="attributes" label={words.attributes} hint={words.attributesHint} multiline />
      <ActionGroup>
        <Button type="submit" isLoading={save.isPending} isDisabled={save.isPending || (loaded !== null && !isDirty)}>
          {loaded === null ? texts.plans[level].create : texts.common.save}
        </Button>
        <Button variant="link" onClick={() => void navigate({ to: PLAN_PAGES[level].list })}>
          {texts.common.cancel}
        </Button>
      </ActionGroup>
    </Form>
  );
}

function Roles({ form }: { readonly form: ReturnType<typeof useStoredForm<Versioned<AdminPlan> | null, PlanValues>>['form'] }) {
  const roles = useQuery(rolesQuery());
  const chosen = form.getValues('roles');
  const known = roles.data?.list.map((role) => role.name) ?? [];
  // A role of all users is none of the list, but may be chosen by REST.
  return <ChoicesField control={form.control} name="roles" label={words.roles} options={[...known, ...chosen.filter((role) => !known.includes(role))]} />;
}
