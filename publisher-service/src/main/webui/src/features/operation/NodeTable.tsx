import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { StateDot, type Tone } from '../../ui/StateDot';
import { Time } from '../../ui/Time';
import { texts } from '../../texts';
import type { RunningNode } from './shapes';

const words = texts.operation;

/** Gateways or relays with what they say of themselves. */
export function NodeTable({ label, nodes }: { readonly label: string; readonly nodes: readonly RunningNode[] }) {
  const areGateways = nodes.some((node) => node.gatewayId !== undefined);
  return (
    <Table aria-label={label} variant="compact">
      <Thead>
        <Tr>
          <Th>{areGateways ? words.gateway : words.relay}</Th>
          <Th>{words.state}</Th>
          {areGateways && <Th>{words.connections}</Th>}
          {areGateways && <Th>{words.address}</Th>}
          <Th>{words.lastSeen}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {nodes.map((node) => {
          const id = node.gatewayId ?? node.relayId ?? '';
          const { tone, text } = standing(node);
          return (
            <Tr key={id}>
              <Td dataLabel={areGateways ? words.gateway : words.relay}>{id}</Td>
              <Td dataLabel={words.state}>
                <div>
                  <StateDot tone={tone} label={text} />
                  {node.streaming.failures.length > 0 && (
                    <ul className="sluice-break">
                      {node.streaming.failures.map(({ key, reason }) => (
                        <li key={key}>
                          <code>{key}</code> {reason}
                        </li>
                      ))}
                    </ul>
                  )}
                </div>
              </Td>
              {areGateways && <Td dataLabel={words.connections}>{node.streaming.connections?.toLocaleString() ?? ''}</Td>}
              {areGateways && <Td dataLabel={words.address}>{node.streaming.address ?? ''}</Td>}
              <Td dataLabel={words.lastSeen}>
                <Time at={node.lastActive} />
              </Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}

/** Returns how a node stands, in words. */
export function standing(node: RunningNode): { readonly tone: Tone; readonly text: string } {
  if (node.status === 'EXPIRED') {
    return { tone: 'bad', text: words.silent };
  }
  if (node.status === 'UNKNOWN') {
    return { tone: 'waiting', text: words.unknown };
  }
  if (node.streaming.failures.length > 0) {
    return { tone: 'bad', text: words.failures(node.streaming.failures.length) };
  }
  return { tone: node.streaming.state === 'serving' ? 'good' : 'waiting', text: words.states[node.streaming.state] ?? node.streaming.state };
}
