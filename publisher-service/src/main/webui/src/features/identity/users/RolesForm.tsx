import { ActionGroup, Alert, Button, Form } from '@patternfly/react-core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ChoicesField } from '../../../ui/ChoicesField';
import { ProblemView } from '../../../ui/ProblemView';
import { QueryView } from '../../../ui/QueryView';
import { useStoredForm } from '../../../ui/useStoredForm';
import { texts } from '../../../texts';
import { changeUser, rolesQuery } from './queries';
import { rolesFormShape, type RolesValues, type User } from './shapes';

interface Props {
  readonly user: User;
  readonly onChange: (user: User) => void;
}

const valuesOf = (user: User): RolesValues => ({ roles: user.roles.map((role) => role.value) });

/** What a user may do; it holds from the next request on. */
export function RolesForm({ user, onChange }: Props) {
  const roles = useQuery(rolesQuery());
  const { form, edition, isDirty, goOn } = useStoredForm<User, RolesValues>({ latest: user, valuesOf, resolver: zodResolver(rolesFormShape), mode: 'onChange' });
  const save = useMutation({
    mutationFn: (values: RolesValues) => changeUser(edition, values),
    onSuccess: onChange,
  });
  return (
    <QueryView query={roles}>
      {(found) => (
        <Form onSubmit={(event) => void form.handleSubmit((values) => save.mutate(values, { onSuccess: (changed) => goOn(changed, values) }))(event)} noValidate>
          {save.isError && <ProblemView error={save.error} />}
          {save.isSuccess && !isDirty && <Alert isInline isPlain isLiveRegion variant="success" component="h3" title={texts.common.saved} />}
          <ChoicesField control={form.control} name="roles" label={texts.users.roleChoices} options={found.list.map((role) => role.name)} />
          <ActionGroup>
            <Button type="submit" isLoading={save.isPending} isDisabled={save.isPending || !isDirty}>
              {texts.users.saveRoles}
            </Button>
          </ActionGroup>
        </Form>
      )}
    </QueryView>
  );
}
