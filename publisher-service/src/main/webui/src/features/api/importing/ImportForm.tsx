import { zodResolver } from '@hookform/resolvers/zod';
import { ActionGroup, Button, Form } from '@patternfly/react-core';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { problemOf } from '../../../api/problem';
import { TextField } from '../../../ui/fields';
import { markFields } from '../../../ui/form';
import { ProblemView } from '../../../ui/ProblemView';
import { texts } from '../../../texts';
import { fieldOf, takenField } from '../create/shapes';
import { useImport } from './queries';
import { fieldsOf, importShapeOf, proposed, type ImportValues, type Validation } from './shapes';

interface Props {
  /** The document that was checked. */
  readonly text: string;
  readonly info: NonNullable<Validation['info']>;
  /** Whether the document is no longer the one that was checked. */
  readonly isOutdated: boolean;
  readonly onDone: () => void;
}

/** What the new API is called, as the document proposes it. */
export function ImportForm({ text, info, isOutdated, onDone }: Props) {
  const words = texts.create;
  const navigate = useNavigate();
  const create = useImport();
  const proposal = proposed(info);
  // Another check of the document proposes anew what has not been typed.
  const form = useForm<ImportValues>({
    resolver: zodResolver(importShapeOf(proposal)),
    mode: 'onChange',
    values: proposal,
    resetOptions: { keepDirtyValues: true },
  });
  const { control } = form;
  const submit = (values: ImportValues) =>
    create.mutate(
      { text, fields: fieldsOf(values, proposal) },
      {
        onSuccess: ({ value }) => {
          onDone();
          void navigate({ to: '/publisher/apis/$apiId/overview', params: { apiId: value.id }, ignoreBlocker: true });
        },
        onError: (error) => {
          markFields(form, error, fieldOf);
          const problem = problemOf(error);
          const taken = takenField(problem.code);
          if (taken !== null) {
            form.setError(taken, { type: 'server', message: problem.description }, { shouldFocus: true });
          }
        },
      },
    );
  return (
    <Form noValidate onSubmit={(event) => void form.handleSubmit(submit)(event)}>
      {create.isError && <ProblemView error={create.error} />}
      <TextField control={control} name="name" label={words.name} hint={words.nameHint} required />
      <TextField control={control} name="context" label={words.context} hint={words.contextHint} required />
      <TextField control={control} name="version" label={words.version} hint={words.versionHint} required />
      <TextField control={control} name="endpoint" type="url" label={words.endpoint} hint={words.endpointHint} />
      {isOutdated && <p>{texts.importing.changedSince}</p>}
      <ActionGroup>
        <Button type="submit" isLoading={create.isPending} isDisabled={create.isPending || isOutdated}>
          {words.submit}
        </Button>
      </ActionGroup>
    </Form>
  );
}
