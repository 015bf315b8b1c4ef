import { useEffect, useRef, useState } from 'react';

const PAUSE_MS = 250;

/**
 * Returns the text of a search field whose value is kept elsewhere (in the address), and how to change it: what is typed is
 * shown at once, and handed on after a pause in typing.
 */
export function useSearchText(value: string, onChange: (text: string) => void): [string, (text: string) => void] {
  const [draft, setDraft] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  if (draft !== null && draft === value) {
    setDraft(null);
  }
  const type = (text: string) => {
    setDraft(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(text), PAUSE_MS);
  };
  return [draft ?? value, type];
}
