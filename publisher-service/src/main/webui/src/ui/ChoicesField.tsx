import { Checkbox, FormGroup, FormHelperText, HelperText, HelperTextItem } from '@patternfly/react-core';
import { useController, type Control, type FieldPath, type FieldValues } from 'react-hook-form';

interface Props<Values extends FieldValues> {
  readonly control: Control<Values>;
  readonly name: FieldPath<Values>;
  readonly label: string;
  readonly options: readonly string[];
  readonly disabled?: boolean;
}

/** Any number of a few words; the value is the list of those that are chosen, in the order of the options. */
export function ChoicesField<Values extends FieldValues>({ control, name, label, options, disabled = false }: Props<Values>) {
  const { field, fieldState } = useController({ control, name });
  const value: unknown = field.value;
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <FormGroup role="group" label={label} fieldId={`choices-${name}`}>
      <div className="sluice-choices">
        {options.map((option, index) => (
          <Checkbox
            key={option}
            id={`choices-${name}-${option}`}
            {...(index === 0 && { ref: field.ref })}
            label={option}
            isChecked={chosen.includes(option)}
            isDisabled={disabled}
            onBlur={field.onBlur}
            onChange={(_, checked) => field.onChange(options.filter((each) => (each === option ? checked : chosen.includes(each))))}
          />
        ))}
      </div>
      {fieldState.error !== undefined && (
        <FormHelperText>
          <HelperText isLiveRegion>
            <HelperTextItem variant="error">{fieldState.error.message}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  );
}
