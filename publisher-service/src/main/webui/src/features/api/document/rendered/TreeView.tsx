import { useState } from 'react';
import { texts } from '../../../../texts';
import { isTree } from './tree';

const MAX_ENTRIES = 200;

/** Any value as an outline that is opened step by step. */
export function TreeView({ value }: { readonly value: unknown }) {
  const entries: [string, unknown][] = Array.isArray(value) ? value.map((entry: unknown, index) => [String(index), entry]) : isTree(value) ? Object.entries(value) : [];
  return (
    <ul className="sluice-tree">
      {entries.slice(0, MAX_ENTRIES).map(([name, entry]) => (
        <li key={name}>
          <Entry name={name} value={entry} />
        </li>
      ))}
      {entries.length > MAX_ENTRIES && <li>{texts.document.more(entries.length - MAX_ENTRIES)}</li>}
    </ul>
  );
}

function Entry({ name, value }: { readonly name: string; readonly value: unknown }) {
  const [isOpen, setOpen] = useState(false);
  if (typeof value !== 'object' || value === null) {
    return (
      <>
        <code>{name}</code>: <span className="sluice-break">{String(value)}</span>
      </>
    );
  }
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <code>{name}</code> <small>{texts.document.entriesCount(Object.keys(value).length)}</small>
      </summary>
      {isOpen && <TreeView value={value} />}
    </details>
  );
}
