import { zodResolver } from '@hookform/resolvers/zod';
import { ActionGroup, Button, Form, PageSection, TextInput } from '@patternfly/react-core';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { problemOf } from '../../../api/problem';
import { Field, describedBy } from '../../../ui/Field';
import { TextField } from '../../../ui/fields';
import { markFields } from '../../../ui/form';
import { LinkButton } from '../../../ui/LinkButton';
import { PageHeader } from '../../../ui/PageHeader';
import { ProblemView } from '../../../ui/ProblemView';
import { UnsavedDialog } from '../../../ui/UnsavedDialog';
import { texts } from '../../../texts';
import { ProbePanel } from '../probe/ProbePanel';
import { CreatorOnly } from './CreatorOnly';
import { FIRST_PLAN, FIRST_TOPIC, useCreateApi } from './queries';
import { fieldOf, newApiShape, takenField, type NewApiValues } from './shapes';

const PROTOCOL = 'new-api-protocol';

/** The first page of a new SSE API. */
export function SseApiPage() {
  const words = texts.create;
  const navigate = useNavigate();
  const create = useCreateApi();
  const form = useForm<NewApiValues>({
    resolver: zodResolver(newApiShape),
    mode: 'onChange',
    defaultValues: { name: '', context: '', version: '', endpoint: '' },
  });
  const { control } = form;
  const submit = (values: NewApiValues) =>
    create.mutate(values, {
      onSuccess: ({ value }) =>
        void navigate({ to: '/publisher/apis/$apiId/overview', params: { apiId: value.id }, ignoreBlocker: true }),
      onError: (error) => {
        markFields(form, error, fieldOf);
        const problem = problemOf(error);
        const taken = takenField(problem.code);
        if (taken !== null) {
          form.setError(taken, { type: 'server', message: problem.description }, { shouldFocus: true });
        }
      },
    });
  return (
    <CreatorOnly>
      <PageHeader title={words.sseTitle} intro={words.sseIntro} />
      <PageSection>
        <div className="sluice-columns">
          <Form noValidate onSubmit={(event) => void form.handleSubmit(submit)(event)}>
            {create.isError && <ProblemView error={create.error} />}
            <TextField control={control} name="name" label={words.name} hint={words.nameHint} required autoFocus />
            <TextField control={control} name="context" label={words.context} hint={words.contextHint} required />
            <TextField control={control} name="version" label={words.version} hint={words.versionHint} required />
            <Field id={PROTOCOL} label={words.protocol} hint={words.protocolHint}>
              <TextInput id={PROTOCOL} readOnlyVariant="default" value={words.protocolName} aria-describedby={describedBy(PROTOCOL)} />
            </Field>
            <TextField control={control} name="endpoint" type="url" label={words.endpoint} hint={words.endpointHint} required />
            <p>{words.start(FIRST_TOPIC, FIRST_PLAN)}</p>
            <ActionGroup>
              <Button type="submit" isLoading={create.isPending} isDisabled={create.isPending}>
                {words.submit}
              </Button>
              <LinkButton to="/publisher/apis" variant="link">
                {texts.common.cancel}
              </LinkButton>
            </ActionGroup>
          </Form>
          <ProbePanel endpoint={form.watch('endpoint')} />
        </div>
      </PageSection>
      <UnsavedDialog isDirty={form.formState.isDirty && !create.isSuccess} />
    </CreatorOnly>
  );
}
