import type { SnippetTarget } from './target';

/** Returns a word of a POSIX shell. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Returns a string of JavaScript that is safe inside a script of an HTML page, too. */
export function scriptQuoted(text: string): string {
  return JSON.stringify(text).replace(/[<>\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Returns a string of Python 3 and of Java, whose strings have all of JSON's escapes. */
export function stringQuoted(text: string): string {
  return JSON.stringify(text);
}

/** Returns the headers of JavaScript's `fetch` that show a credential; none where the topic is open. */
export function credentialScript({ credential }: SnippetTarget): string {
  return credential === null ? '{}' : `{ ${scriptQuoted(credential.header)}: ${scriptQuoted(credential.value)} }`;
}
