import { createContext, useContext, useState } from 'react';
import type { Versioned } from '../../../api/client';
import type { Api } from './shapes';

export const ApiContext = createContext<Versioned<Api> | null>(null);

/** Returns the API of the page, as it was read last. Only for what is shown inside the frame of an API. */
export function useApi(): Versioned<Api> {
  const api = useContext(ApiContext);
  if (api === null) {
    throw new Error('useApi is for pages of an API only');
  }
  return api;
}

/**
 * Returns the edition of the API that a form shows: the newest while nothing has been typed, then the one that was there
 * when typing began, so that a change of another user in the meantime is noticed when this one is saved.
 */
export function useEdition(isDirty: boolean): Versioned<Api> {
  const latest = useApi();
  const [kept, setKept] = useState(latest);
  if (!isDirty && kept !== latest) {
    setKept(latest);
    return latest;
  }
  return kept;
}
