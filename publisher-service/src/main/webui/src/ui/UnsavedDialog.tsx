import { texts } from '../texts';
import { ConfirmDialog } from './ConfirmDialog';
import { useUnsavedGuard } from './form';

/** Asks before the page is left while something on it is not saved. */
export function UnsavedDialog({ isDirty }: { readonly isDirty: boolean }) {
  const blocker = useUnsavedGuard(isDirty);
  if (blocker.status !== 'blocked') {
    return null;
  }
  const words = texts.common.unsaved;
  return (
    <ConfirmDialog title={words.title} confirm={words.leave} cancel={words.stay} danger onConfirm={blocker.proceed} onClose={blocker.reset}>
      {words.body}
    </ConfirmDialog>
  );
}
