import { Button, Form, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { ChoicesField } from '../../ui/ChoicesField';
import { TextField } from '../../ui/fields';
import { markFields } from '../../ui/form';
import { ProblemView } from '../../ui/ProblemView';
import { texts } from '../../texts';
import { NEW_SCOPE, ROLES, scopeFieldOf, scopeFormShape, type ScopeValues } from './shapes';

const words = texts.scopes;
const FORM = 'scope-form';

interface Props {
  /** Null: a new one is made. */
  readonly present: ScopeValues | null;
  /** Names that a new one may not have. */
  readonly taken: readonly string[];
  readonly save: (values: ScopeValues) => Promise<unknown>;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Name and roles of a scope, shared or of one API. */
export function ScopeDialog({ present, taken, save, onClose, onDone }: Props) {
  const form = useForm<ScopeValues>({
    resolver: zodResolver(scopeFormShape.refine(({ name }) => present !== null || !taken.includes(name), { path: ['name'], message: words.taken })),
    mode: 'onTouched',
    defaultValues: present ?? NEW_SCOPE,
  });
  const saving = useMutation({ mutationFn: save, onSuccess: onDone, onError: (error) => markFields(form, error, scopeFieldOf) });
  const { control } = form;
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="scope-title" elementToFocus={`#${FORM} input`}>
      <ModalHeader title={present === null ? words.create : words.editOf(present.name)} labelId="scope-title" />
      <ModalBody>
        <Form id={FORM} noValidate onSubmit={(event) => void form.handleSubmit((values) => saving.mutate(values))(event)}>
          {saving.isError && <ProblemView error={saving.error} />}
          {present === null && <TextField control={control} name="name" label={words.name} hint={words.nameHint} required />}
          <TextField control={control} name="displayName" label={words.displayName} />
          <TextField control={control} name="description" label={words.description} multiline />
          <div>
            <ChoicesField control={control} name="bindings" label={words.roles} options={ROLES} />
            <p className="sluice-subtle">{words.rolesHint}</p>
          </div>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form={FORM} isLoading={saving.isPending} isDisabled={saving.isPending}>
          {present === null ? words.create : texts.common.save}
        </Button>
        <Button variant="link" onClick={onClose}>
          {texts.common.cancel}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
