import { listOf, resolve, textOf, treeOf, type Tree } from './tree';

const MAX_DEPTH = 6;
const MAX_VALUES = 300;

/** Returns a value as a schema describes it, where a document has no example. */
export function sampleOf(root: Tree, schema: unknown): unknown {
  return sample(root, schema, 0, { left: MAX_VALUES });
}

function sample(root: Tree, value: unknown, depth: number, budget: { left: number }): unknown {
  const schema = treeOf(resolve(root, value));
  budget.left -= 1;
  const given = [schema.example, listOf(schema.examples)[0], schema.const, schema.default, listOf(schema.enum)[0]].find((one) => one !== undefined);
  if (given !== undefined) {
    return given;
  }
  if (depth >= MAX_DEPTH || budget.left <= 0) {
    return null;
  }
  const branch = listOf(schema.oneOf)[0] ?? listOf(schema.anyOf)[0];
  if (branch !== undefined) {
    return sample(root, branch, depth + 1, budget);
  }
  const parts = listOf(schema.allOf);
  if (parts.length > 0) {
    return Object.assign({}, ...[...parts, { type: 'object', properties: schema.properties }].map((part) => treeOf(sample(root, part, depth + 1, budget))));
  }
  switch (typeOf(schema)) {
    case 'object':
      return Object.fromEntries(
        Object.entries(treeOf(schema.properties))
          .filter(() => budget.left > 0)
          .map(([name, property]) => [name, sample(root, property, depth + 1, budget)]),
      );
    case 'array':
      return schema.items === undefined ? [] : [sample(root, schema.items, depth + 1, budget)];
    case 'integer':
    case 'number':
      return typeof schema.minimum === 'number' ? schema.minimum : 0;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return textSample(textOf(schema.format));
  }
}

/** Returns a schema's type; of a list of types the first that is not null. */
export function typeOf(schema: Tree): string {
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type;
  return textOf(type) || (schema.properties !== undefined ? 'object' : schema.items !== undefined ? 'array' : '');
}

function textSample(format: string): string {
  switch (format) {
    case 'date-time':
      return '2026-01-01T00:00:00Z';
    case 'date':
      return '2026-01-01';
    case 'uuid':
      return '00000000-0000-4000-8000-000000000000';
    case 'uri':
      return 'https://example.com';
    case 'email':
      return 'someone@example.com';
    default:
      return 'text';
  }
}
