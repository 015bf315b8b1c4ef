import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorView } from '@codemirror/view';
import { useEffect } from 'react';
import { extensionsOf, supportOf, type Language } from './setup';
import { useShadow } from './useShadow';

export interface CodeDiffProps {
  readonly before: string;
  readonly beforeLabel: string;
  readonly after: string;
  readonly afterLabel: string;
  readonly language: Language;
}

const UNCHANGED = { margin: 3, minSize: 8 };
const TWO_SIDES_PX = 640;

/** Two read-only texts side by side, or one below the other where there is no room; equal stretches are folded. */
export function Diff({ before, beforeLabel, after, afterLabel, language }: CodeDiffProps) {
  const [host, shadow] = useShadow();
  useEffect(() => {
    if (shadow === null) {
      return undefined;
    }
    const view =
      shadow.host.clientWidth >= TWO_SIDES_PX
        ? new MergeView({
            a: { doc: before, extensions: extensionsOf(supportOf(language), true, beforeLabel) },
            b: { doc: after, extensions: extensionsOf(supportOf(language), true, afterLabel) },
            root: shadow,
            parent: shadow,
            collapseUnchanged: UNCHANGED,
          })
        : new EditorView({
            doc: after,
            root: shadow,
            parent: shadow,
            extensions: [extensionsOf(supportOf(language), true, afterLabel), unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: UNCHANGED })],
          });
    return () => view.destroy();
  }, [shadow, before, after, language, beforeLabel, afterLabel]);
  return <div ref={host} className="sluice-editor" />;
}
