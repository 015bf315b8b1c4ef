import { useBlocker } from '@tanstack/react-router';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { problemOf } from '../api/problem';

/**
 * Marks the fields that the server refused with its words. `fieldOf` names the form's field of a path in the body
 * (`operations[2].target`); what it does not know stays in the problem that is shown above the form.
 */
export function markFields<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  error: unknown,
  fieldOf: (path: string) => Path<Values> | null,
): void {
  let isFirst = true;
  for (const { field, reason } of problemOf(error).fields) {
    const name = fieldOf(field);
    if (name !== null) {
      form.setError(name, { type: 'server', message: reason }, { shouldFocus: isFirst });
      isFirst = false;
    }
  }
}

/** Asks before a page with unsaved changes is left; the dialog of the result is shown by {@link UnsavedDialog}. */
export function useUnsavedGuard(isDirty: boolean) {
  return useBlocker({ shouldBlockFn: () => isDirty, enableBeforeUnload: isDirty, withResolver: true });
}
