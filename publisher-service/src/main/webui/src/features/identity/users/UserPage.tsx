import { Button, Flex, PageSection, Title } from '@patternfly/react-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useSession } from '../../../session/session';
import { PageHeader } from '../../../ui/PageHeader';
import { QueryView } from '../../../ui/QueryView';
import { texts } from '../../../texts';
import { ActiveDialog } from './ActiveDialog';
import { DeleteUserDialog } from './DeleteUserDialog';
import { userQuery, usersQuery } from './queries';
import { ResetPasswordForm } from './ResetPasswordForm';
import { RolesForm } from './RolesForm';
import type { User } from './shapes';
import { ActiveState } from './UsersPage';

const words = texts.users;

/** One user: roles, whether it may sign in, a new password, the end of it. */
export function UserPage() {
  const { userId } = useParams({ from: '/admin/users/$userId' });
  const user = useQuery(userQuery(userId));
  return <QueryView query={user}>{(found) => <Parts key={found.id} user={found} />}</QueryView>;
}

function Parts({ user }: { readonly user: User }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const isOwn = useSession()?.user === user.userName;
  const [dialog, setDialog] = useState<'active' | 'delete' | null>(null);
  const close = () => setDialog(null);
  const onChange = (changed: User) => {
    client.setQueryData(userQuery(user.id).queryKey, changed);
    void client.invalidateQueries({ queryKey: usersQuery().queryKey });
  };
  return (
    <>
      <PageHeader
        title={user.userName}
        intro={<ActiveState user={user} />}
        actions={
          !isOwn && (
            <Flex gap={{ default: 'gapSm' }}>
              <Button variant="secondary" onClick={() => setDialog('active')}>
                {user.active ? words.deactivate : words.activate}
              </Button>
              <Button variant="danger" onClick={() => setDialog('delete')}>
                {words.remove}
              </Button>
            </Flex>
          )
        }
      />
      <PageSection className="sluice-form">
        <Title headingLevel="h2">{words.roles}</Title>
        <RolesForm user={user} onChange={onChange} />
      </PageSection>
      {!isOwn && (
        <PageSection className="sluice-form">
          <Title headingLevel="h2">{words.reset}</Title>
          <ResetPasswordForm user={user} onChange={onChange} />
        </PageSection>
      )}
      {dialog === 'active' && <ActiveDialog user={user} onClose={close} onChange={onChange} />}
      {dialog === 'delete' && (
        <DeleteUserDialog
          user={user}
          onClose={close}
          onDone={() => {
            void client.invalidateQueries({ queryKey: usersQuery().queryKey });
            void navigate({ to: '/admin' });
          }}
        />
      )}
    </>
  );
}
