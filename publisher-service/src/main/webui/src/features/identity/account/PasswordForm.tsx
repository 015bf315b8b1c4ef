import { ActionGroup, Alert, Button, Form } from '@patternfly/react-core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { TextField } from '../../../ui/fields';
import { markFields } from '../../../ui/form';
import { ProblemView } from '../../../ui/ProblemView';
import { texts } from '../../../texts';
import { changePassword } from './queries';
import { passwordShape, type PasswordValues } from './shapes';

/** The user's own password, changed. */
export function PasswordForm({ onChanged }: { readonly onChanged?: () => void }) {
  const words = texts.account;
  const form = useForm<PasswordValues>({
    resolver: zodResolver(passwordShape),
    mode: 'onTouched',
    defaultValues: { currentPassword: '', newPassword: '', repeated: '' },
  });
  const change = useMutation({
    mutationFn: (values: PasswordValues) => changePassword(values.currentPassword, values.newPassword),
    onSuccess: () => {
      form.reset();
      onChanged?.();
    },
    onError: (error) => markFields(form, error, (field) => (field === 'currentPassword' || field === 'newPassword' ? field : null)),
  });
  return (
    <Form onSubmit={(event) => void form.handleSubmit((values) => change.mutate(values))(event)} noValidate>
      {change.isError && <ProblemView error={change.error} />}
      {change.isSuccess && <Alert variant="success" isInline title={words.changed} />}
      <TextField control={form.control} name="currentPassword" type="password" autoComplete="current-password" label={words.current} required />
      <TextField control={form.control} name="newPassword" type="password" autoComplete="new-password" label={words.next} hint={words.rule} required />
      <TextField control={form.control} name="repeated" type="password" autoComplete="new-password" label={words.repeat} required />
      <ActionGroup>
        <Button type="submit" isLoading={change.isPending} isDisabled={change.isPending}>
          {words.submit}
        </Button>
      </ActionGroup>
    </Form>
  );
}
