import { FormGroup, TextInput } from '@patternfly/react-core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { texts } from '../../../texts';
import { useApi } from '../api/context';
import { useDeleteApi } from './queries';

const TYPED = 'delete-api-name';

/** Deletes an API after its name has been typed. */
export function DeleteDialog({ onClose }: { readonly onClose: () => void }) {
  const words = texts.actions;
  const api = useApi();
  const navigate = useNavigate();
  const remove = useDeleteApi();
  const [typed, setTyped] = useState('');
  return (
    <ConfirmDialog
      title={words.removeTitle(api.value.name, api.value.version)}
      confirm={words.remove}
      danger
      isBusy={remove.isPending}
      isDisabled={typed.trim() !== api.value.name}
      error={remove.error}
      onConfirm={() => remove.mutate(api, { onSuccess: () => void navigate({ to: '/publisher/apis', ignoreBlocker: true }) })}
      onClose={onClose}
    >
      <p className="sluice-gap-below">{words.removeBody}</p>
      <FormGroup label={words.typeName(api.value.name)} fieldId={TYPED}>
        <TextInput id={TYPED} value={typed} autoComplete="off" autoFocus onChange={(_, text) => setTyped(text)} />
      </FormGroup>
    </ConfirmDialog>
  );
}
