import { Alert, FormGroup, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { QueryView } from '../../ui/QueryView';
import { texts } from '../../texts';
import { sizeText } from '../api/live/size';
import { usageQuery } from './queries';
import { linesOf, type Group, type Span } from './report';
import type { Usage } from './shapes';
import { UsageTable } from './UsageTable';

const words = texts.usage;
const SPAN_KEYS: readonly Span[] = ['hour', 'day', 'month'];

interface Props {
  /** Of the report. */
  readonly path: string;
  /** What it can be shown by; the first one is shown. */
  readonly groups: readonly Group[];
  /** What is shown where nothing was delivered. */
  readonly empty: ReactNode;
}

/** What was delivered in a time, by time or by group. */
export function UsageReport({ path, groups, empty }: Props) {
  const id = useId();
  const [span, setSpan] = useState<Span>('hour');
  const [group, setGroup] = useState<Group>(groups[0] ?? 'time');
  const usage = useQuery(usageQuery(path, span, group));
  return (
    <>
      <div className="sluice-toolbar">
        <FormGroup label={words.span} fieldId={`${id}-span`} className="sluice-toolbar__choice">
          <FormSelect id={`${id}-span`} value={span} onChange={(_, value) => setSpan(SPAN_KEYS.find((key) => key === value) ?? 'hour')}>
            {SPAN_KEYS.map((key) => (
              <FormSelectOption key={key} value={key} label={words.spans[key]} />
            ))}
          </FormSelect>
        </FormGroup>
        <FormGroup label={words.by} fieldId={`${id}-group`} className="sluice-toolbar__choice">
          <FormSelect id={`${id}-group`} value={group} onChange={(_, value) => setGroup(groups.find((key) => key === value) ?? group)}>
            {groups.map((key) => (
              <FormSelectOption key={key} value={key} label={words.groups[key]} />
            ))}
          </FormSelect>
        </FormGroup>
      </div>
      <QueryView query={usage} isEmpty={({ list }) => list.length === 0} empty={empty}>
        {(found) => (
          <>
            <Totals usage={found} />
            {found.pagination.total > found.list.length && <Alert isInline variant="warning" component="h3" title={words.cut} />}
            <UsageTable lines={linesOf(found.list, group)} group={group} />
          </>
        )}
      </QueryView>
    </>
  );
}

function Totals({ usage: { total } }: { readonly usage: Usage }) {
  const closed = Object.entries(total.closed).sort(([, a], [, b]) => b - a);
  const facts = [
    [words.deliveries, total.deliveries.toLocaleString()],
    [words.replayed, total.replayed.toLocaleString()],
    [words.bytes, sizeText(total.bytes)],
    [words.opened, total.opened.toLocaleString()],
    [words.closed, closed.length === 0 ? '0' : closed.map(([reason, count]) => `${count.toLocaleString()} ${words.reasons[reason] ?? reason}`).join(', ')],
  ] as const;
  return (
    <dl className="sluice-facts">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            <strong>{value}</strong>
          </dd>
        </div>
      ))}
    </dl>
  );
}
