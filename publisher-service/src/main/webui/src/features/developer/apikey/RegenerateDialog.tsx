import { FormGroup, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { texts } from '../../../texts';
import { regenerateApiKey } from './queries';
import type { ApiKey } from './shapes';

const words = texts.apiKeys;

interface Props {
  readonly applicationId: string;
  readonly present: ApiKey;
  readonly onClose: () => void;
  readonly onDone: (made: ApiKey) => void;
}

/** Puts another key in the place of one, which can stay good for a while. */
export function RegenerateDialog({ applicationId, present, onClose, onDone }: Props) {
  const [seconds, setSeconds] = useState('0');
  const regenerate = useMutation({ mutationFn: () => regenerateApiKey(applicationId, present, Number(seconds)), onSuccess: onDone });
  return (
    <ConfirmDialog
      title={words.regenerateTitle(present.keyName)}
      confirm={words.regenerate}
      isBusy={regenerate.isPending}
      error={regenerate.error}
      onConfirm={() => regenerate.mutate()}
      onClose={onClose}
    >
      <div className="sluice-stack">
        <p>{words.regenerateBody}</p>
        <FormGroup label={words.overlap} fieldId="key-overlap">
          <FormSelect id="key-overlap" value={seconds} onChange={(_, value) => setSeconds(value)}>
            {Object.entries(words.overlaps).map(([value, label]) => (
              <FormSelectOption key={value} value={value} label={label} />
            ))}
          </FormSelect>
        </FormGroup>
      </div>
    </ConfirmDialog>
  );
}
