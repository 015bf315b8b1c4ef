import { eventSourceSnippet, fetchSnippet } from './browser';
import { curlSnippet } from './curl';
import { javaSnippet } from './java';
import { nodeSnippet } from './node';
import { pythonSnippet } from './python';
import type { Snippet, SnippetTarget } from './target';

export type { Snippet, SnippetCredential, SnippetKey, SnippetTarget } from './target';

/** Returns a program for each kind of client, ready to run. */
export function snippets(target: SnippetTarget): readonly Snippet[] {
  return [
    curlSnippet(target),
    eventSourceSnippet(target),
    fetchSnippet(target),
    nodeSnippet(target),
    javaSnippet(target),
    pythonSnippet(target),
  ];
}
