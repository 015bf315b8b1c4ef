import UserIcon from '@patternfly/react-icons/dist/esm/icons/user-icon';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { settingsQuery, signOut } from '../session/session';
import { texts } from '../texts';
import { Menu } from './Menu';

/** The user's own things: password, sign-out. */
export function AccountMenu({ user }: { readonly user: string }) {
  const navigate = useNavigate();
  const hasOwnAccounts = useQuery(settingsQuery).data?.ownAccounts === true;
  const leave = useMutation({ mutationFn: signOut });
  return (
    <>
    <Menu
      label={texts.shell.account(user)}
      icon={<UserIcon />}
      text={user}
      items={[
        ...(hasOwnAccounts
          ? [{ key: 'password', label: texts.shell.changePassword, onSelect: () => void navigate({ to: '/devportal/account' }) }]
          : []),
        { key: 'sign-out', label: texts.shell.signOut, onSelect: () => leave.mutate() },
      ]}
    />
    {leave.isError && (
      <ConfirmDialog
        title={texts.shell.notSignedOut}
        confirm={texts.common.retry}
        isBusy={leave.isPending}
        error={leave.error}
        onConfirm={() => leave.mutate()}
        onClose={() => leave.reset()}
      >
        {texts.shell.notSignedOutBody}
      </ConfirmDialog>
    )}
    </>
  );
}
