import { useMutation } from '@tanstack/react-query';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { texts } from '../../../texts';
import { changeUser } from './queries';
import type { User } from './shapes';

const words = texts.users;

interface Props {
  readonly user: User;
  readonly onClose: () => void;
  readonly onChange: (user: User) => void;
}

/** Says what it does to others, before a user may sign in no more, or again. */
export function ActiveDialog({ user, onClose, onChange }: Props) {
  const change = useMutation({
    mutationFn: () => changeUser(user, { active: !user.active }),
    onSuccess: (changed) => {
      onChange(changed);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={user.active ? words.deactivateTitle(user.userName) : words.activateTitle(user.userName)}
      confirm={user.active ? words.deactivate : words.activate}
      danger={user.active}
      isBusy={change.isPending}
      error={change.error}
      onConfirm={() => change.mutate()}
      onClose={onClose}
    >
      {user.active ? words.deactivateBody : words.activateBody}
    </ConfirmDialog>
  );
}
