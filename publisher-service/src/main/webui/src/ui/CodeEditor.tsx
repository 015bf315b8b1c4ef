import { lazy, Suspense } from 'react';
import { Loading } from './Loading';
import type { CodeEditorProps } from './editor/Editor';
import type { CodeDiffProps } from './editor/Diff';

const Editor = lazy(async () => ({ default: (await import('./editor/Editor')).Editor }));
const Diff = lazy(async () => ({ default: (await import('./editor/Diff')).Diff }));

/** A text editor for JSON and YAML, loaded when it is first shown. */
export function CodeEditor(props: CodeEditorProps) {
  return (
    <Suspense fallback={<Loading />}>
      <Editor {...props} />
    </Suspense>
  );
}

/** Two texts side by side, with what differs. */
export function CodeDiff(props: CodeDiffProps) {
  return (
    <Suspense fallback={<Loading />}>
      <Diff {...props} />
    </Suspense>
  );
}
