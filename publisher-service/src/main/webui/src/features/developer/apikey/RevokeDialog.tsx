import { useMutation } from '@tanstack/react-query';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { texts } from '../../../texts';
import { revokeApiKey } from './queries';
import type { ApiKey } from './shapes';

const words = texts.apiKeys;

interface Props {
  readonly applicationId: string;
  readonly present: ApiKey;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function RevokeDialog({ applicationId, present, onClose, onDone }: Props) {
  const revoke = useMutation({ mutationFn: () => revokeApiKey(applicationId, present), onSuccess: onDone });
  return (
    <ConfirmDialog
      title={words.revokeTitle(present.keyName)}
      confirm={words.revoke}
      danger
      isBusy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      {words.revokeBody}
    </ConfirmDialog>
  );
}
