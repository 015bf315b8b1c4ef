import type { ReactNode } from 'react';
import { texts } from '../../../../texts';
import { typeOf } from './sample';
import { isTree, listOf, nameOfReference, referenceOf, resolve, textOf, treeOf, type Tree } from './tree';

const MAX_DEPTH = 12;
const MAX_FIELDS = 200;
const OPEN_DEPTH = 2;

interface Props {
  readonly root: Tree;
  readonly schema: unknown;
}

/** A JSON schema as a list of fields with type, limits and description. */
export function SchemaView({ root, schema }: Props) {
  return (
    <div className="sluice-schema">
      <Facts root={root} schema={schema} />
      <Inner root={root} schema={schema} depth={0} above={[]} />
    </div>
  );
}

interface InnerProps extends Props {
  readonly depth: number;
  /** The references on the way to here: a schema may contain itself. */
  readonly above: readonly string[];
}

interface Part {
  readonly name: string;
  readonly schema: unknown;
  readonly isRequired: boolean;
}

function Inner({ root, schema, depth, above }: InnerProps) {
  const parts = partsOf(root, schema);
  if (parts.length === 0) {
    return null;
  }
  return (
    <ul>
      {parts.slice(0, MAX_FIELDS).map((part) => (
        <li key={part.name}>
          <Line root={root} part={part} depth={depth} above={above} />
        </li>
      ))}
      {parts.length > MAX_FIELDS && <li>{texts.document.more(parts.length - MAX_FIELDS)}</li>}
    </ul>
  );
}

function Line({ root, part, depth, above }: { readonly root: Tree; readonly part: Part; readonly depth: number; readonly above: readonly string[] }) {
  const words = texts.document;
  const reference = referenceOf(part.schema);
  const isAgain = reference !== null && above.includes(reference);
  const head = (
    <>
      <code>{part.name}</code> <Facts root={root} schema={part.schema} isRequired={part.isRequired} />
    </>
  );
  if (isAgain || depth >= MAX_DEPTH || partsOf(root, part.schema).length === 0) {
    return (
      <>
        {head}
        {isAgain && <span> {words.again(nameOfReference(part.schema))}</span>}
      </>
    );
  }
  return (
    <Fold head={head} isOpen={depth < OPEN_DEPTH}>
      <Inner root={root} schema={part.schema} depth={depth + 1} above={reference === null ? above : [...above, reference]} />
    </Fold>
  );
}

function Fold({ head, isOpen, children }: { readonly head: ReactNode; readonly isOpen: boolean; readonly children: ReactNode }) {
  return (
    <details open={isOpen}>
      <summary>{head}</summary>
      {children}
    </details>
  );
}

/** Type, limits and description of one schema. */
function Facts({ root, schema, isRequired = false }: Props & { readonly isRequired?: boolean }) {
  if (typeof schema === 'boolean') {
    return <span className="sluice-schema__type">{schema ? texts.document.anything : texts.document.nothing}</span>;
  }
  const found = treeOf(resolve(root, schema));
  const limits = limitsOf(found);
  return (
    <>
      <span className="sluice-schema__type">{typeText(root, found)}</span>
      {isRequired && <strong> {texts.document.required}</strong>}
      {limits.length > 0 && <span className="sluice-schema__limits"> {limits.join(', ')}</span>}
      {textOf(found.description) !== '' && <span className="sluice-schema__description"> {textOf(found.description)}</span>}
    </>
  );
}

function partsOf(root: Tree, value: unknown): readonly Part[] {
  const schema = treeOf(resolve(root, value));
  const required = listOf(schema.required);
  const parts: Part[] = Object.entries(treeOf(schema.properties)).map(([name, property]) => ({ name, schema: property, isRequired: required.includes(name) }));
  if (hasParts(treeOf(resolve(root, schema.items)))) {
    parts.push({ name: texts.document.entries, schema: schema.items, isRequired: false });
  }
  if (isTree(schema.additionalProperties)) {
    parts.push({ name: texts.document.otherFields, schema: schema.additionalProperties, isRequired: false });
  }
  for (const [key, label] of [
    ['oneOf', texts.document.oneOf],
    ['anyOf', texts.document.anyOf],
    ['allOf', texts.document.allOf],
  ] as const) {
    listOf(schema[key]).forEach((branch, index) =>
      parts.push({ name: `${label} ${index + 1}${referenceOf(branch) === null ? '' : `: ${nameOfReference(branch)}`}`, schema: branch, isRequired: false }),
    );
  }
  return parts;
}

function hasParts(schema: Tree): boolean {
  return ['properties', 'items', 'oneOf', 'anyOf', 'allOf'].some((key) => typeof schema[key] === 'object' && schema[key] !== null);
}

function typeText(root: Tree, schema: Tree): string {
  const type = typeOf(schema);
  const format = textOf(schema.format);
  const nullable = Array.isArray(schema.type) && schema.type.includes('null') ? ` ${texts.document.orNull}` : '';
  if (type === 'array') {
    const items = treeOf(resolve(root, schema.items));
    return `${texts.document.listOf(typeOf(items) || texts.document.anything)}${nullable}`;
  }
  return `${type || texts.document.anything}${format === '' ? '' : ` (${format})`}${nullable}`;
}

const LIMITS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength', 'pattern', 'minItems', 'maxItems'] as const;

function limitsOf(schema: Tree): readonly string[] {
  const limits: string[] = LIMITS.filter((name) => textOf(schema[name]) !== '').map((name) => `${texts.document.limits[name]} ${textOf(schema[name])}`);
  const values = listOf(schema.enum);
  if (values.length > 0) {
    limits.push(`${texts.document.oneOfValues} ${values.map((value) => JSON.stringify(value)).join(', ')}`);
  }
  if (schema.const !== undefined) {
    limits.push(`${texts.document.always} ${JSON.stringify(schema.const)}`);
  }
  if (schema.default !== undefined) {
    limits.push(`${texts.document.usually} ${JSON.stringify(schema.default)}`);
  }
  return limits;
}
