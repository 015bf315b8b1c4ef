import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { Bar } from '../../../ui/Bar';
import { QueryView } from '../../../ui/QueryView';
import { Time } from '../../../ui/Time';
import { texts } from '../../../texts';
import { quotaQuery } from './queries';
import type { Counter, LimitLeft } from './shapes';
import { counterName, usedWords } from './words';

const words = texts.quota;
/** Of a limit, from where on a client is told that little is left. */
const LOW = 0.8;

/** What the plans of an application and of its subscriptions have left. */
export function QuotaSection({ applicationId }: { readonly applicationId: string }) {
  const quota = useQuery(quotaQuery(applicationId));
  return (
    <div className="sluice-stack">
      <p className="sluice-intro">{words.intro}</p>
      <QueryView
        query={quota}
        isEmpty={({ list }) => list.every(({ limits }) => limits.length === 0)}
        empty={
          <p>
            <strong>{words.emptyTitle}.</strong> {words.emptyBody}
          </p>
        }
      >
        {({ list }) => <LimitTable counters={list} />}
      </QueryView>
    </div>
  );
}

function LimitTable({ counters }: { readonly counters: readonly Counter[] }) {
  return (
    <Table aria-label={words.title} variant="compact">
      <Thead>
        <Tr>
          <Th>{words.what}</Th>
          <Th>{words.plan}</Th>
          <Th>{words.used}</Th>
          <Th>{words.resets}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {counters.flatMap((counter) =>
          counter.limits.map((limit) => (
            <Tr key={`${counter.counter} ${counter.apiId ?? ''} ${limit.type} ${limit.unit}`}>
              <Td dataLabel={words.what} className="sluice-break">
                {counterName(counter)}
              </Td>
              <Td dataLabel={words.plan} className="sluice-break">
                <div>
                  {counter.plan}
                  {!counter.stopOnQuotaReach && <div className="sluice-subtle">{words.countsOnly}</div>}
                </div>
              </Td>
              <Td dataLabel={words.used}>
                <div>
                  {usedWords(limit)}
                  <Bar share={limit.used / limit.limit} tone={toneOf(limit)} />
                </div>
              </Td>
              <Td dataLabel={words.resets}>
                <Time at={limit.resetsAt} />
              </Td>
            </Tr>
          )),
        )}
      </Tbody>
    </Table>
  );
}

function toneOf({ left, used, limit }: LimitLeft): 'plain' | 'warning' | 'full' {
  if (left <= 0) {
    return 'full';
  }
  return used / limit >= LOW ? 'warning' : 'plain';
}
