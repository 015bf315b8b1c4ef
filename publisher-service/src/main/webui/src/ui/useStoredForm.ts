import { useEffect, useState } from 'react';
import { useForm, type FieldValues, type Resolver } from 'react-hook-form';

interface Options<Stored, Values extends FieldValues> {
  /** As it was read last. */
  readonly latest: Stored;
  readonly valuesOf: (stored: Stored) => Values;
  readonly resolver: Resolver<Values>;
  readonly mode: 'onChange' | 'onTouched';
}

/**
 * A form of something that is stored. It shows the newest edition while nothing has been typed, then stays with the one
 * that was there when typing began, so that a change of another user in the meantime is noticed when this one is saved.
 */
export function useStoredForm<Stored, Values extends FieldValues>({ latest, valuesOf, resolver, mode }: Options<Stored, Values>) {
  const [edition, setEdition] = useState(latest);
  // The same object for ever: with another one the form would begin anew by itself.
  const [values] = useState(() => valuesOf(latest));
  const form = useForm<Values>({ resolver, mode, values });
  const { isDirty } = form.formState;

  /** Begins anew with an edition; what has been typed is gone. */
  const show = (stored: Stored) => {
    setEdition(stored);
    form.reset(valuesOf(stored));
  };

  /** Goes on with the edition that was made of the values of the form; what has been typed since they were sent stays. */
  const goOn = (stored: Stored, sent: Values) => {
    const typed = form.getValues();
    show(stored);
    if (JSON.stringify(typed) !== JSON.stringify(sent)) {
      form.reset(typed, { keepDefaultValues: true });
    }
  };

  useEffect(() => {
    if (!isDirty && edition !== latest) {
      show(latest);
    }
  });

  return { form, edition, isDirty, show, goOn } as const;
}
