import { MergeView } from '@codemirror/merge';
import { useEffect } from 'react';
import { extensionsOf, type Language } from './setup';
import { useShadow } from './useShadow';

export interface CodeDiffProps {
  readonly before: string;
  readonly beforeLabel: string;
  readonly after: string;
  readonly afterLabel: string;
  readonly language: Language;
}

/** Two read-only texts side by side; equal stretches are folded. */
export function Diff({ before, beforeLabel, after, afterLabel, language }: CodeDiffProps) {
  const [host, shadow] = useShadow();
  useEffect(() => {
    if (shadow === null) {
      return undefined;
    }
    const view = new MergeView({
      a: { doc: before, extensions: extensionsOf(language, true, beforeLabel) },
      b: { doc: after, extensions: extensionsOf(language, true, afterLabel) },
      root: shadow,
      parent: shadow,
      collapseUnchanged: { margin: 3, minSize: 8 },
    });
    return () => view.destroy();
  }, [shadow, before, after, language, beforeLabel, afterLabel]);
  return <div ref={host} className="sluice-editor" />;
}
