import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Annotation, Compartment } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { extensionsOf, supportOf, type Language } from './setup';
import { useShadow } from './useShadow';

/** A mark on a line, 1 being the first. */
export interface EditorFinding {
  readonly line: number;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
}

export interface CodeEditorProps {
  /** The text to begin with; another one replaces what is in the editor. */
  readonly text: string;
  readonly language: Language;
  readonly label: string;
  readonly readOnly?: boolean;
  readonly findings?: readonly EditorFinding[];
  /** A line to scroll to; the object's identity counts, so that the same line can be shown again. */
  readonly goTo?: { readonly line: number } | null;
  readonly onChange?: (text: string) => void;
}

/** Marks a change that the page has made, not the user. */
const byPage = Annotation.define<true>();

/** CodeMirror in a shadow root: its style sheets are constructed there, as the content security policy wants. */
export function Editor({ text, language, label, readOnly = false, findings = [], goTo = null, onChange }: CodeEditorProps) {
  const [host, shadow] = useShadow();
  const view = useRef<EditorView | null>(null);
  const changed = useRef(onChange);
  changed.current = onChange;
  const initial = useRef(text);
  initial.current = text;
  const first = useRef(language);
  first.current = language;
  const support = useRef(new Compartment());

  useEffect(() => {
    if (shadow === null) {
      return undefined;
    }
    const created = new EditorView({
      doc: initial.current,
      root: shadow,
      parent: shadow,
      extensions: [
        extensionsOf(support.current.of(supportOf(first.current)), readOnly, label),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !update.transactions.some((transaction) => transaction.annotation(byPage) === true)) {
            changed.current?.(update.state.doc.toString());
          }
        }),
      ],
    });
    view.current = created;
    return () => {
      view.current = null;
      created.destroy();
    };
  }, [shadow, readOnly, label]);

  // In place: a new editor would lose the focus and what can be undone.
  useEffect(() => view.current?.dispatch({ effects: support.current.reconfigure(supportOf(language)) }), [language]);

  useEffect(() => {
    const editor = view.current;
    // The editor has one line end for all.
    if (editor !== null && editor.state.doc.toString() !== text.replace(/\r\n?/g, '\n')) {
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text }, annotations: byPage.of(true) });
    }
  }, [text, shadow]);

  useEffect(() => {
    const editor = view.current;
    if (editor !== null) {
      editor.dispatch(setDiagnostics(editor.state, findings.map((finding) => diagnosticOf(editor, finding))));
    }
  }, [findings, shadow]);

  useEffect(() => {
    const editor = view.current;
    if (editor !== null && goTo !== null) {
      const line = editor.state.doc.line(Math.min(Math.max(goTo.line, 1), editor.state.doc.lines));
      editor.dispatch({ selection: { anchor: line.from }, effects: EditorView.scrollIntoView(line.from, { y: 'center' }) });
      editor.focus();
    }
  }, [goTo]);

  return <div ref={host} className="sluice-editor" />;
}

function diagnosticOf(editor: EditorView, finding: EditorFinding): Diagnostic {
  const line = editor.state.doc.line(Math.min(Math.max(finding.line, 1), editor.state.doc.lines));
  return { from: line.from, to: line.to, severity: finding.severity, message: finding.message };
}
