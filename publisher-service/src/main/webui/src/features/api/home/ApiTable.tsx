import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from '@tanstack/react-router';
import { texts } from '../../../texts';
import { LifecycleLabel } from '../api/LifecycleLabel';
import { SummaryDot } from '../api/UpstreamDot';
import { liveWords } from './live';
import type { ApiInfo, Live } from './shapes';

export function ApiTable({ apis, live }: { readonly apis: readonly ApiInfo[]; readonly live: readonly Live[] }) {
  const words = texts.home;
  return (
    <Table aria-label={words.title} variant="compact">
      <Thead>
        <Tr>
          <Th>{words.name}</Th>
          <Th>{words.version}</Th>
          <Th>{words.context}</Th>
          <Th>{words.state}</Th>
          <Th>{words.deployed}</Th>
          <Th>{words.backend}</Th>
          <Th>{words.now}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {apis.map((api) => (
          <Tr key={api.id}>
            <Td dataLabel={words.name} className="sluice-break">
              <Link to="/publisher/apis/$apiId/overview" params={{ apiId: api.id }}>
                {api.name}
              </Link>
            </Td>
            <Td dataLabel={words.version}>{api.version}</Td>
            <Td dataLabel={words.context} className="sluice-break">
              <code>{api.context}</code>
            </Td>
            <Td dataLabel={words.state}>
              <LifecycleLabel state={api.lifeCycleStatus} />
            </Td>
            <Td dataLabel={words.deployed}>
              {api.streaming.deployments.length === 0
                ? words.notDeployed
                : api.streaming.deployments.map(({ environment, revision }) => words.revisionAt(revision, environment)).join(', ')}
            </Td>
            <Td dataLabel={words.backend}>
              <SummaryDot summary={api.streaming.upstreams} />
            </Td>
            <Td dataLabel={words.now}>{liveWords(api.id, live)}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
