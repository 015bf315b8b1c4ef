import { ActionGroup, Alert, Button, Form } from '@patternfly/react-core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { ChoicesField } from '../../../shared/ChoicesField';
import { ProblemView } from '../../../shared/ProblemView';
import { QueryView } from '../../../shared/QueryView';
import { texts } from '../../../texts';
import { changeUser, rolesQuery } from './queries';
import { rolesFormShape, type RolesValues, type User } from './shapes';

interface Props {
  readonly user: User;
  readonly onChange: (user: User) => void;
}

/** What a user may do; it holds from the next request on. */
export function RolesForm({ user, onChange }: Props) {
  const roles = useQuery(rolesQuery());
  const form = useForm<RolesValues>({ resolver: zodResolver(rolesFormShape), defaultValues: { roles: user.roles.map((role) => role.value) } });
  const save = useMutation({
    mutationFn: (values: RolesValues) => changeUser(user, values),
    onSuccess: (changed) => {
      form.reset({ roles: changed.roles.map((role) => role.value) });
      onChange(changed);
    },
  });
  return (
    <QueryView query={roles}>
      {(found) => (
        <Form onSubmit={(event) => void form.handleSubmit((values) => save.mutate(values))(event)} noValidate>
          {save.isError && <ProblemView error={save.error} />}
          {save.isSuccess && !form.formState.isDirty && <Alert isInline isPlain isLiveRegion variant="success" component="h3" title={texts.common.saved} />}
          <ChoicesField control={form.control} name="roles" label={texts.users.roleChoices} options={found.list.map((role) => role.name)} />
          <ActionGroup>
            <Button type="submit" isLoading={save.isPending} isDisabled={save.isPending || !form.formState.isDirty}>
              {texts.users.saveRoles}
            </Button>
          </ActionGroup>
        </Form>
      )}
    </QueryView>
  );
}
