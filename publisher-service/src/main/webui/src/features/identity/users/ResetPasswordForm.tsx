import { ActionGroup, Alert, Button, Form } from '@patternfly/react-core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { TextField } from '../../../ui/fields';
import { markFields } from '../../../ui/form';
import { ProblemView } from '../../../ui/ProblemView';
import { texts } from '../../../texts';
import { changeUser } from './queries';
import { resetShape, type ResetValues, type User } from './shapes';

const words = texts.users;

interface Props {
  readonly user: User;
  readonly onChange: (user: User) => void;
}

/** A new password for a user who has lost it; all sessions of the user end. */
export function ResetPasswordForm({ user, onChange }: Props) {
  const form = useForm<ResetValues>({ resolver: zodResolver(resetShape), mode: 'onTouched', defaultValues: { password: '' } });
  const reset = useMutation({
    mutationFn: (values: ResetValues) => changeUser(user, values),
    onSuccess: (changed) => {
      form.reset();
      onChange(changed);
    },
    onError: (error) => markFields(form, error, (field) => (field === 'password' ? field : null)),
  });
  return (
    <Form onSubmit={(event) => void form.handleSubmit((values) => reset.mutate(values))(event)} noValidate>
      {reset.isError && <ProblemView error={reset.error} />}
      {reset.isSuccess && <Alert isInline isPlain isLiveRegion variant="success" component="h3" title={words.resetDone} />}
      <TextField control={form.control} name="password" type="password" autoComplete="new-password" label={words.newPassword} hint={words.resetHint} required />
      <ActionGroup>
        <Button type="submit" variant="secondary" isLoading={reset.isPending} isDisabled={reset.isPending}>
          {words.reset}
        </Button>
      </ActionGroup>
    </Form>
  );
}
