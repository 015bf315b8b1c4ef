import { parse } from 'yaml';

/** An object of a document whose shape is not known. */
export type Tree = Readonly<Record<string, unknown>>;

const EMPTY: Tree = {};
const MAX_REFERENCES = 100;

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the value's fields; none of what is no object. */
export function treeOf(value: unknown): Tree {
  return isTree(value) ? value : EMPTY;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Returns a text or number as text; of everything else the empty text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Returns what the first of the values that says something says. */
export function firstText(...values: readonly unknown[]): string {
  return values.map(textOf).find((text) => text !== '') ?? '';
}

/** Returns the pointer (RFC 6901) that a value refers to by `$ref`, or null. */
export function referenceOf(value: unknown): string | null {
  const reference = treeOf(value).$ref;
  return typeof reference === 'string' ? reference : null;
}

/** Returns what a value refers to within the document, over other references; what leads elsewhere stays as it is. */
export function resolve(root: unknown, value: unknown): unknown {
  let found = value;
  for (let hops = 0; hops < MAX_REFERENCES; hops++) {
    const reference = referenceOf(found);
    if (reference === null || !reference.startsWith('#')) {
      return found;
    }
    const target = at(root, reference);
    if (target === undefined) {
      return found;
    }
    found = target;
  }
  return EMPTY;
}

/** Returns the last part of the pointer that a value refers to by: the usual name of what is there. */
export function nameOfReference(value: unknown): string {
  return unescape(referenceOf(value)?.split('/').at(-1) ?? '');
}

function at(root: unknown, pointer: string): unknown {
  let found: unknown = root;
  for (const part of pointer.slice(1).split('/').slice(1)) {
    const key = unescape(part);
    found = Array.isArray(found) ? found[Number(key)] : isTree(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }
  return found;
}

function unescape(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return part.replaceAll('~1', '/').replaceAll('~0', '~');
  }
}

export type Parsed = { readonly root: Tree } | { readonly problem: string };

/** Reads JSON, or else YAML. */
export function parseDocument(text: string): Parsed {
  try {
    const root: unknown = text.trimStart().startsWith('{') ? JSON.parse(text) : yaml(text);
    return isTree(root) ? { root } : { problem: '' };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function yaml(text: string): unknown {
  // The check for equal keys takes the square of their number.
  return parse(text, { uniqueKeys: false, logLevel: 'silent', maxAliasCount: 1_000 });
}
