import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { z } from 'zod';
import { Time } from '../../../ui/Time';
import { texts } from '../../../texts';
import { LifecycleLabel } from '../api/LifecycleLabel';
import type { historyShape } from './shapes';

/** The newest move first. */
export function HistoryTable({ moves }: { readonly moves: z.infer<typeof historyShape>['list'] }) {
  const words = texts.lifecycle;
  return (
    <Table aria-label={words.history} variant="compact">
      <Thead>
        <Tr>
          <Th>{words.when}</Th>
          <Th>{words.from}</Th>
          <Th>{words.to}</Th>
          <Th>{words.by}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {[...moves].reverse().map((move) => (
          <Tr key={`${move.updatedTime} ${move.postState}`}>
            <Td dataLabel={words.when}>
              <Time at={move.updatedTime} />
            </Td>
            <Td dataLabel={words.from}>{move.previousState === undefined ? words.made : <LifecycleLabel state={move.previousState} />}</Td>
            <Td dataLabel={words.to}>
              <LifecycleLabel state={move.postState} />
            </Td>
            <Td dataLabel={words.by} className="sluice-break">
              {move.user}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
