import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Bar } from '../../ui/Bar';
import { Time } from '../../ui/Time';
import { texts } from '../../texts';
import { sizeText } from '../api/live/size';
import type { Group, Line } from './report';

const words = texts.usage;

interface Props {
  readonly lines: readonly Line[];
  readonly group: Group;
}

/** Deliveries with bars, beside what else was counted. */
export function UsageTable({ lines, group }: Props) {
  const most = Math.max(1, ...lines.map(({ deliveries }) => deliveries));
  const first = group === 'time' ? words.start : words.groups[group];
  return (
    <Table aria-label={words.title} variant="compact">
      <Thead>
        <Tr>
          <Th>{first}</Th>
          <Th>{words.deliveries}</Th>
          <Th>{words.replayed}</Th>
          <Th>{words.bytes}</Th>
          <Th modifier="wrap">{words.opened}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {lines.map((line) => (
          <Tr key={line.key}>
            <Td dataLabel={first} className="sluice-break">
              {group === 'time' && line.name !== null ? <Time at={line.name} /> : (line.name ?? words.none)}
            </Td>
            <Td dataLabel={words.deliveries}>
              <div>
                {line.deliveries.toLocaleString()}
                <Bar share={line.deliveries / most} />
              </div>
            </Td>
            <Td dataLabel={words.replayed}>{line.replayed.toLocaleString()}</Td>
            <Td dataLabel={words.bytes}>{sizeText(line.bytes)}</Td>
            <Td dataLabel={words.opened}>{line.opened.toLocaleString()}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
