import type { FieldValues, Path, Resolver } from 'react-hook-form';
import { markFields } from '../../../ui/form';
import { useStoredForm } from '../../../ui/useStoredForm';
import { useApi } from './context';
import { useUpdateApi } from './queries';
import type { Api } from './shapes';

interface Options<Values extends FieldValues> {
  readonly resolver: Resolver<Values>;
  readonly valuesOf: (api: Api) => Values;
  readonly withValues: (api: Api, values: Values) => Api;
  /** Returns the form's field of a path in the API's body, or null. */
  readonly fieldOf: (path: string) => Path<Values> | null;
}

/** A form of a part of the API of the page, which is stored as a whole. */
export function useApiForm<Values extends FieldValues>({ resolver, valuesOf, withValues, fieldOf }: Options<Values>) {
  const latest = useApi();
  const update = useUpdateApi();
  const { form, edition, isDirty, show, goOn } = useStoredForm({ latest, valuesOf: ({ value }) => valuesOf(value), resolver, mode: 'onChange' });
  const save = (values: Values) => {
    const sent = structuredClone(form.getValues());
    update.mutate(
      { edition, api: withValues(edition.value, values) },
      { onSuccess: (stored) => goOn(stored, sent), onError: (error) => markFields(form, error, fieldOf) },
    );
  };
  return {
    form,
    latest: latest.value,
    isDirty,
    update,
    submit: form.handleSubmit(save),
    discard: () => {
      update.reset();
      show(latest);
    },
  } as const;
}
