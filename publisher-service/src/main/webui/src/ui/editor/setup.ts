import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, defaultHighlightStyle, foldGutter, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter } from '@codemirror/lint';
import { search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

export type Language = 'json' | 'yaml';

/** Colours that have contrast on a dark ground. */
const dark = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: '#8ab4f8' },
  { tag: [tags.string, tags.special(tags.string)], color: '#a5d6a7' },
  { tag: [tags.number, tags.bool, tags.null], color: '#f6c177' },
  { tag: tags.comment, color: '#a0a8b0', fontStyle: 'italic' },
  { tag: tags.keyword, color: '#d7a6ff' },
]);

function isDark(): boolean {
  return document.documentElement.classList.contains('pf-v6-theme-dark');
}

/** Returns what an editor knows of a language. */
export const supportOf = (language: Language): Extension => (language === 'json' ? json() : yaml());

/** Returns what all editors have in common. Tab leaves the editor, so that the keyboard is never caught. */
export function extensionsOf(language: Extension, readOnly: boolean, label: string): Extension[] {
  return [
    lineNumbers(),
    foldGutter(),
    history(),
    drawSelection(),
    bracketMatching(),
    search({ top: true }),
    lintGutter(),
    keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap]),
    language,
    isDark() ? syntaxHighlighting(dark) : syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
    EditorView.lineWrapping,
    // The tab stop of what scrolls.
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    EditorView.theme(
      {
        '&': { fontSize: '0.875rem', maxHeight: '70vh', border: '1px solid var(--pf-t--global--border--color--default)' },
        '.cm-scroller': { overflow: 'auto', fontFamily: 'var(--pf-t--global--font--family--mono)' },
        '.cm-gutters': { background: 'transparent', color: 'var(--pf-t--global--text--color--subtle)' },
        ...(!readOnly && { '.cm-content, .cm-gutter': { minHeight: '12rem' } }),
        '.cm-content': { caretColor: 'var(--pf-t--global--text--color--regular)' },
      },
      { dark: isDark() },
    ),
    EditorState.readOnly.of(readOnly),
    EditorView.editable.of(true),
  ];
}
