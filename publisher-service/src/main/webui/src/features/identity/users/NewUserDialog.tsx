import { Button, Form, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { ChoicesField } from '../../../ui/ChoicesField';
import { TextField } from '../../../ui/fields';
import { markFields } from '../../../ui/form';
import { ProblemView } from '../../../ui/ProblemView';
import { texts } from '../../../texts';
import { createUser, rolesQuery, usersQuery } from './queries';
import { newUserShape, type NewUserValues, type User } from './shapes';

const words = texts.users;
const FORM = 'new-user';

interface Props {
  readonly onClose: () => void;
  readonly onDone: (user: User) => void;
}

/** Name, first password and roles of a new user. */
export function NewUserDialog({ onClose, onDone }: Props) {
  const client = useQueryClient();
  const roles = useQuery(rolesQuery()).data?.list.map((role) => role.name) ?? [];
  const form = useForm<NewUserValues>({
    resolver: zodResolver(newUserShape),
    mode: 'onTouched',
    defaultValues: { userName: '', password: '', roles: ['subscriber'] },
  });
  const create = useMutation({
    mutationFn: createUser,
    onSuccess: (user) => {
      void client.invalidateQueries({ queryKey: usersQuery().queryKey });
      onDone(user);
    },
    onError: (error) => markFields(form, error, (field) => (field === 'userName' || field === 'password' ? field : null)),
  });
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="new-user-title" elementToFocus={`#${FORM} input`}>
      <ModalHeader title={words.create} labelId="new-user-title" />
      <ModalBody>
        <Form id={FORM} onSubmit={(event) => void form.handleSubmit((values) => create.mutate(values))(event)} noValidate>
          {create.isError && <ProblemView error={create.error} />}
          <TextField control={form.control} name="userName" label={words.name} required />
          <TextField control={form.control} name="password" type="password" autoComplete="new-password" label={words.password} hint={words.passwordHint} required />
          <ChoicesField control={form.control} name="roles" label={words.roles} options={roles} />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form={FORM} isLoading={create.isPending} isDisabled={create.isPending}>
          {words.create}
        </Button>
        <Button variant="link" onClick={onClose}>
          {texts.common.cancel}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
