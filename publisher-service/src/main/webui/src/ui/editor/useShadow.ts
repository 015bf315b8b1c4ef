import { useCallback, useState } from 'react';

/** Returns a ref for an element, and that element's shadow root once it is there. */
export function useShadow(): [(element: HTMLDivElement | null) => void, ShadowRoot | null] {
  const [shadow, setShadow] = useState<ShadowRoot | null>(null);
  const host = useCallback((element: HTMLDivElement | null) => {
    setShadow(element === null ? null : (element.shadowRoot ?? element.attachShadow({ mode: 'open' })));
  }, []);
  return [host, shadow];
}
