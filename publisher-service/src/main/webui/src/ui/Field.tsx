import { FormGroup, FormHelperText, HelperText, HelperTextItem } from '@patternfly/react-core';
import type { ReactNode } from 'react';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly required?: boolean;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly children: ReactNode;
}

/** Returns the id of what describes a field, for `aria-describedby`. */
export function describedBy(id: string): string {
  return `${id}-help`;
}

/** A labelled field with a hint, or what is wrong with it. */
export function Field({ id, label, required = false, hint, error, children }: Props) {
  return (
    <FormGroup label={label} fieldId={id} isRequired={required}>
      {children}
      <FormHelperText>
        <HelperText id={describedBy(id)} isLiveRegion>
          {error !== undefined ? <HelperTextItem variant="error">{error}</HelperTextItem> : hint !== undefined && <HelperTextItem>{hint}</HelperTextItem>}
        </HelperText>
      </FormHelperText>
    </FormGroup>
  );
}
