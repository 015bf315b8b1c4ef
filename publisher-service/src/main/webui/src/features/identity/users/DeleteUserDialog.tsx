import { FormGroup, Radio, TextInput } from '@patternfly/react-core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '../../../api/problem';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { texts } from '../../../texts';
import { deleteUser, type Leaving } from './queries';
import type { User } from './shapes';

const words = texts.users;
const OWNS_SOME = 409;

interface Props {
  readonly user: User;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Deletes a user. If it owns applications, the server names them, and what becomes of them has to be chosen. */
export function DeleteUserDialog({ user, onClose, onDone }: Props) {
  const [leaving, setLeaving] = useState<Leaving>({ kind: 'none' });
  const remove = useMutation({ mutationFn: () => deleteUser(user.id, leaving), onSuccess: onDone });
  const ownsSome = leaving.kind !== 'none' || (remove.isError && problemOf(remove.error).status === OWNS_SOME);
  return (
    <ConfirmDialog
      title={words.removeTitle(user.userName)}
      confirm={words.remove}
      danger
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>{words.removeBody}</p>
      {ownsSome && (
        <FormGroup role="radiogroup" label={words.applications} fieldId="leaving">
          <Radio
            id="leaving-handOver"
            name="leaving"
            label={words.handOver}
            isChecked={leaving.kind === 'handOver'}
            onChange={() => setLeaving({ kind: 'handOver', newOwner: '' })}
          />
          {leaving.kind === 'handOver' && (
            <TextInput
              id="leaving-owner"
              aria-label={words.newOwner}
              placeholder={words.newOwner}
              value={leaving.newOwner}
              onChange={(_, newOwner) => setLeaving({ kind: 'handOver', newOwner })}
            />
          )}
          <Radio id="leaving-delete" name="leaving" label={words.deleteApplications} isChecked={leaving.kind === 'delete'} onChange={() => setLeaving({ kind: 'delete' })} />
        </FormGroup>
      )}
    </ConfirmDialog>
  );
}
