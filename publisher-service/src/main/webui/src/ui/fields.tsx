import { Checkbox, FormSelect, FormSelectOption, TextArea, TextInput } from '@patternfly/react-core';
import { useId, type ReactNode } from 'react';
import { useController, type Control, type FieldPath, type FieldValues } from 'react-hook-form';
import { Field, describedBy } from './Field';

interface Common<Values extends FieldValues> {
  readonly control: Control<Values>;
  readonly name: FieldPath<Values>;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly required?: boolean;
  readonly disabled?: boolean;
}

/** Forms of the same fields can be on one page. */
function useFieldId(name: string): string {
  return `field-${name.replace(/[^a-zA-Z0-9]+/g, '-')}-${useId()}`;
}

interface TextProps<Values extends FieldValues> extends Common<Values> {
  readonly type?: 'text' | 'password' | 'url' | 'number' | 'email';
  readonly placeholder?: string;
  readonly autoComplete?: string;
  readonly autoFocus?: boolean;
  readonly multiline?: boolean;
  readonly onInput?: (value: string) => void;
}

/** A text of a form; what is wrong with it is shown below it. */
export function TextField<Values extends FieldValues>(props: TextProps<Values>) {
  const { field, fieldState } = useController({ control: props.control, name: props.name });
  const id = useFieldId(props.name);
  const shared = {
    id,
    name: field.name,
    ref: field.ref,
    value: String(field.value ?? ''),
    onBlur: field.onBlur,
    onChange: (_: unknown, value: string) => {
      field.onChange(value);
      props.onInput?.(value);
    },
    isRequired: props.required === true,
    isDisabled: props.disabled === true,
    validated: fieldState.error !== undefined ? ('error' as const) : ('default' as const),
    'aria-describedby': describedBy(id),
    ...(props.placeholder !== undefined && { placeholder: props.placeholder }),
    autoComplete: props.autoComplete ?? 'off',
    autoFocus: props.autoFocus === true,
  };
  return (
    <Field id={id} label={props.label} hint={props.hint} required={props.required ?? false} error={fieldState.error?.message}>
      {props.multiline === true ? <TextArea {...shared} resizeOrientation="vertical" rows={4} /> : <TextInput {...shared} type={props.type ?? 'text'} />}
    </Field>
  );
}

interface SelectProps<Values extends FieldValues> extends Common<Values> {
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** One of a few values. */
export function SelectField<Values extends FieldValues>(props: SelectProps<Values>) {
  const { field, fieldState } = useController({ control: props.control, name: props.name });
  const id = useFieldId(props.name);
  return (
    <Field id={id} label={props.label} hint={props.hint} required={props.required ?? false} error={fieldState.error?.message}>
      <FormSelect
        id={id}
        name={field.name}
        ref={field.ref}
        value={String(field.value ?? '')}
        onBlur={field.onBlur}
        onChange={(_, value) => field.onChange(value)}
        isDisabled={props.disabled === true}
        aria-describedby={describedBy(id)}
      >
        {props.options.map((option) => (
          <FormSelectOption key={option.value} value={option.value} label={option.label} />
        ))}
      </FormSelect>
    </Field>
  );
}

/** Yes or no. */
export function CheckField<Values extends FieldValues>(props: Common<Values>) {
  const { field, fieldState } = useController({ control: props.control, name: props.name });
  const id = useFieldId(props.name);
  return (
    <Checkbox
      id={id}
      name={field.name}
      ref={field.ref}
      label={props.label}
      description={props.hint}
      body={fieldState.error?.message}
      isChecked={field.value === true}
      isDisabled={props.disabled === true}
      onBlur={field.onBlur}
      onChange={(_, checked) => field.onChange(checked)}
    />
  );
}
