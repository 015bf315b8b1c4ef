import { Alert, FormGroup, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyPage } from '../../../ui/EmptyPage';
import { QueryView } from '../../../ui/QueryView';
import { texts } from '../../../texts';
import { sizeText } from '../live/size';
import { ApiPage } from '../api/ApiPage';
import { useApi } from '../api/context';
import { usageQuery } from './queries';
import { linesOf, type Group, type Span } from './report';
import type { Usage } from './shapes';
import { UsageTable } from './UsageTable';

const words = texts.usage;
const SPAN_KEYS: readonly Span[] = ['hour', 'day', 'month'];
const GROUPS: readonly Group[] = ['time', 'topic', 'application', 'plan', 'keyType'];

/** What of an API was delivered: by time, topic, application, plan or type of keys. */
export function UsagePage() {
  const { value: api } = useApi();
  const [span, setSpan] = useState<Span>('hour');
  const [group, setGroup] = useState<Group>('time');
  const usage = useQuery(usageQuery(api.id, span, group));
  return (
    <ApiPage title={words.title} intro={words.intro}>
      <div className="sluice-toolbar">
        <FormGroup label={words.span} fieldId="usage-span" className="sluice-toolbar__choice">
          <FormSelect id="usage-span" value={span} onChange={(_, value) => setSpan(SPAN_KEYS.find((key) => key === value) ?? 'hour')}>
            {SPAN_KEYS.map((key) => (
              <FormSelectOption key={key} value={key} label={words.spans[key]} />
            ))}
          </FormSelect>
        </FormGroup>
        <FormGroup label={words.by} fieldId="usage-group" className="sluice-toolbar__choice">
          <FormSelect id="usage-group" value={group} onChange={(_, value) => setGroup(GROUPS.find((key) => key === value) ?? 'time')}>
            {GROUPS.map((key) => (
              <FormSelectOption key={key} value={key} label={words.groups[key]} />
            ))}
          </FormSelect>
        </FormGroup>
      </div>
      <QueryView query={usage} isEmpty={({ list }) => list.length === 0} empty={<EmptyPage title={words.emptyTitle} body={words.emptyBody} />}>
        {(found) => (
          <>
            <Totals usage={found} />
            {found.pagination.total > found.list.length && <Alert isInline variant="warning" component="h3" title={words.cut} />}
            <UsageTable lines={linesOf(found.list, group)} group={group} />
          </>
        )}
      </QueryView>
    </ApiPage>
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
