import { Button } from '@patternfly/react-core';
import { ExpandableRowContent, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import { CodeBlock } from '../../ui/CodeBlock';
import { Time } from '../../ui/Time';
import { texts } from '../../texts';
import type { AuditEntry } from './shapes';

const words = texts.audit;
const COLUMNS = 5;

/** Entries, each of which opens to what was before and after. */
export function AuditTable({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) => {
    const next = new Set(open);
    if (!next.delete(id)) {
      next.add(id);
    }
    setOpen(next);
  };
  return (
    <Table aria-label={words.title} variant="compact">
      <Thead>
        <Tr>
          <Th>{words.time}</Th>
          <Th>{words.user}</Th>
          <Th>{words.action}</Th>
          <Th>{words.subject}</Th>
          <Th screenReaderText={words.details} />
        </Tr>
      </Thead>
      {entries.map((entry) => (
        <Tbody key={entry.id} isExpanded={open.has(entry.id)}>
          <Tr>
            <Td dataLabel={words.time}>
              <Time at={entry.time} />
            </Td>
            <Td dataLabel={words.user} className="sluice-break">
              {entry.user === '' ? words.service : entry.user}
            </Td>
            <Td dataLabel={words.action}>{words.actions[entry.action] ?? entry.action}</Td>
            <Td dataLabel={words.subject} className="sluice-break">
              <div>
                {entry.kind} {entry.name === '' ? <code>{entry.subjectId}</code> : entry.name}
              </div>
            </Td>
            <Td modifier="fitContent">
              <Button variant="link" isInline aria-expanded={open.has(entry.id)} aria-label={words.detailsOf(entry.kind, entry.name || entry.subjectId)} onClick={() => toggle(entry.id)}>
                {words.details}
              </Button>
            </Td>
          </Tr>
          {open.has(entry.id) && (
            <Tr isExpanded>
              <Td colSpan={COLUMNS} noPadding={false}>
                <ExpandableRowContent>
                  <Details entry={entry} />
                </ExpandableRowContent>
              </Td>
            </Tr>
          )}
        </Tbody>
      ))}
    </Table>
  );
}

function Details({ entry }: { readonly entry: AuditEntry }) {
  const hasState = entry.before !== undefined || entry.after !== undefined;
  return (
    <div className="sluice-stack">
      <dl className="sluice-facts">
        {entry.name !== '' && <Fact term={words.subjectId} value={entry.subjectId} />}
        {entry.address !== '' && <Fact term={words.address} value={entry.address} />}
        {entry.requestId !== '' && <Fact term={words.request} value={entry.requestId} />}
      </dl>
      {hasState ? (
        <div className="sluice-columns">
          <State title={words.before} state={entry.before} copyLabel={words.copyBefore} />
          <State title={words.after} state={entry.after} copyLabel={words.copyAfter} />
        </div>
      ) : (
        <p>{words.nothing}</p>
      )}
    </div>
  );
}

function Fact({ term, value }: { readonly term: string; readonly value: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <code className="sluice-break">{value}</code>
      </dd>
    </div>
  );
}

function State({ title, state, copyLabel }: { readonly title: string; readonly state: unknown; readonly copyLabel: string }) {
  return (
    <div className="sluice-state-of">
      <strong>{title}</strong>
      {state === undefined ? <p>-</p> : <CodeBlock code={JSON.stringify(state, null, 2)} copyLabel={copyLabel} />}
    </div>
  );
}
