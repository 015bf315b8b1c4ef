import { streamReader } from './reader';
import type { Snippet, SnippetTarget } from './target';

/** Returns a program for Node.js 20 or newer, without packages. */
export function nodeSnippet(target: SnippetTarget): Snippet {
  const code = streamReader(target, 'console.log(data);', 'console.error');
  return { key: 'node', fileName: 'subscribe.mjs', command: 'node subscribe.mjs', code };
}
