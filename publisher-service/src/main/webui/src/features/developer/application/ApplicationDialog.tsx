import { Button, Form, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { Versioned } from '../../../api/client';
import { problemOf } from '../../../api/problem';
import { SelectField, TextField } from '../../../ui/fields';
import { markFields } from '../../../ui/form';
import { ProblemView } from '../../../ui/ProblemView';
import { texts } from '../../../texts';
import { developerPlansQuery, planLabel } from '../../plan/developerPlans';
import { applicationsQuery, changeApplication, createApplication } from './queries';
import { applicationFormShape, UNLIMITED_PLAN, type Application, type ApplicationValues } from './shapes';

const words = texts.developer.applications;
const CHANGED = 412;
const FORM = 'application-form';

interface Props {
  /** The one to change; none: a new one is made. */
  readonly application?: Versioned<Application>;
  readonly onClose: () => void;
  readonly onDone: (application: Application) => void;
}

/** Name and description of an application. */
export function ApplicationDialog({ application, onClose, onDone }: Props) {
  const client = useQueryClient();
  // As it was when the dialog opened: what another window has changed since is not overwritten.
  const [edition] = useState(application);
  const form = useForm<ApplicationValues>({
    resolver: zodResolver(applicationFormShape),
    mode: 'onTouched',
    defaultValues: { name: application?.value.name ?? '', description: application?.value.description ?? '', throttlingPolicy: application?.value.throttlingPolicy ?? UNLIMITED_PLAN },
  });
  const save = useMutation({
    mutationFn: (values: ApplicationValues) => (edition === undefined ? createApplication(values) : changeApplication(edition, values)),
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: applicationsQuery().queryKey });
      void client.invalidateQueries({ queryKey: ['application', saved.applicationId] });
      onDone(saved);
    },
    onError: (error) => {
      if (problemOf(error).status === CHANGED) {
        void client.invalidateQueries({ queryKey: ['application', edition?.value.applicationId] });
      }
      markFields(form, error, (field) => (field === 'name' || field === 'description' || field === 'throttlingPolicy' ? field : null));
    },
  });
  const plans = useQuery(developerPlansQuery('application')).data?.list;
  const own = form.getValues('throttlingPolicy');
  const names = plans?.map((plan) => plan.name) ?? [];
  const verb = application === undefined ? words.create : texts.common.save;
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="application-title" elementToFocus={`#${FORM} input`}>
      <ModalHeader title={application === undefined ? words.create : words.edit} labelId="application-title" />
      <ModalBody>
        <Form id={FORM} onSubmit={(event) => void form.handleSubmit((values) => save.mutate(values))(event)} noValidate>
          {save.isError && <ProblemView error={save.error} />}
          <TextField control={form.control} name="name" label={words.name} required />
          <TextField control={form.control} name="description" label={words.description} multiline />
          <SelectField
            control={form.control}
            name="throttlingPolicy"
            label={words.plan}
            hint={words.planHint}
            options={[...names, ...(names.includes(own) ? [] : [own])].map((name) => ({ value: name, label: planLabel(name, plans) }))}
          />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form={FORM} isLoading={save.isPending} isDisabled={save.isPending}>
          {verb}
        </Button>
        <Button variant="link" onClick={onClose}>
          {texts.common.cancel}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
