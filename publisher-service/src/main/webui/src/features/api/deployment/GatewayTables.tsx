import { Title } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { QueryView } from '../../../ui/QueryView';
import { StateDot, type Tone } from '../../../ui/StateDot';
import { texts } from '../../../texts';
import { deploymentsQuery } from './queries';
import type { Gateway } from './shapes';

const TONES: Readonly<Record<string, Tone>> = { applied: 'good', pending: 'waiting', failed: 'bad' };

/** The gateways of each environment, and whether they have what is deployed there. */
export function GatewayTables({ apiId }: { readonly apiId: string }) {
  const deployments = useQuery(deploymentsQuery(apiId));
  const words = texts.deployments;
  return (
    <QueryView query={deployments}>
      {(found) =>
        found.list.map(({ name, streaming }) => (
          <div key={name}>
            <Title headingLevel="h3">{words.nodes(name)}</Title>
            {streaming === undefined ? (
              <p>{words.nodesUnknown}</p>
            ) : streaming.gateways.length === 0 ? (
              <p>{words.noGateway}</p>
            ) : (
              <GatewayTable name={name} gateways={streaming.gateways} />
            )}
          </div>
        ))
      }
    </QueryView>
  );
}

function GatewayTable({ name, gateways }: { readonly name: string; readonly gateways: readonly Gateway[] }) {
  const words = texts.deployments;
  const steps: Readonly<Record<string, string>> = words.steps;
  const states: Readonly<Record<string, string>> = words.states;
  return (
    <Table aria-label={words.nodes(name)} variant="compact">
      <Thead>
        <Tr>
          <Th>{words.node}</Th>
          <Th>{words.hasIt}</Th>
          <Th>{words.nodeState}</Th>
          <Th>{words.connections}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {gateways.map((gateway) => (
          <Tr key={gateway.gatewayId}>
            <Td dataLabel={words.node} className="sluice-break">
              {gateway.gatewayId}
            </Td>
            <Td dataLabel={words.hasIt}>
              <StateDot tone={TONES[gateway.deployment] ?? 'off'} label={steps[gateway.deployment] ?? gateway.deployment} />
              {gateway.reason !== undefined && <div className="sluice-break">{gateway.reason}</div>}
            </Td>
            <Td dataLabel={words.nodeState}>{states[gateway.state] ?? gateway.state}</Td>
            <Td dataLabel={words.connections}>{gateway.connections.toLocaleString()}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
