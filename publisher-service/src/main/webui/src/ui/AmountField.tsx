import { FormSelect, FormSelectOption, InputGroup, InputGroupItem, TextInput } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { useController, type Control, type FieldPath, type FieldValues } from 'react-hook-form';
import { texts } from '../texts';
import type { Units } from './amount';
import { describedBy, Field } from './Field';

interface Props<Values extends FieldValues> {
  readonly control: Control<Values>;
  readonly name: FieldPath<Values>;
  readonly label: string;
  readonly units: Units;
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
}

/** A number with its unit; the form's value is both in one text: `24 h`. */
export function AmountField<Values extends FieldValues>({ control, name, label, units, hint, disabled = false }: Props<Values>) {
  const { field, fieldState } = useController({ control, name });
  const [number = '', unit = ''] = String(field.value ?? '').split(' ');
  const id = `field-${name}`;
  return (
    <Field id={id} label={label} hint={hint} error={fieldState.error?.message}>
      <InputGroup className="sluice-amount">
        <InputGroupItem isFill>
          <TextInput
            id={id}
            ref={field.ref}
            inputMode="decimal"
            autoComplete="off"
            value={number}
            isDisabled={disabled}
            validated={fieldState.error !== undefined ? 'error' : 'default'}
            aria-describedby={describedBy(id)}
            onBlur={field.onBlur}
            onChange={(_, value) => field.onChange(`${value.trim()} ${unit}`)}
          />
        </InputGroupItem>
        <InputGroupItem>
          <FormSelect aria-label={texts.common.unitOf(label)} value={unit} isDisabled={disabled} onBlur={field.onBlur} onChange={(_, value) => field.onChange(`${number} ${value}`)}>
            {Object.keys(units).map((one) => (
              <FormSelectOption key={one} value={one} label={one} />
            ))}
          </FormSelect>
        </InputGroupItem>
      </InputGroup>
    </Field>
  );
}
