import { PageSection } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EmptyPage } from '../../../shared/EmptyPage';
import { PageHeader } from '../../../shared/PageHeader';
import { QueryView } from '../../../shared/QueryView';
import { texts } from '../../../texts';
import { apisQuery } from './queries';

/** The APIs that the user may see. */
export function HomePage() {
  const apis = useQuery(apisQuery());
  const words = texts.home;
  return (
    <>
      <PageHeader title={words.title} />
      <PageSection>
      <QueryView query={apis} isEmpty={(found) => found.list.length === 0} empty={<EmptyPage title={words.emptyTitle} body={words.emptyBody} />}>
        {(found) => (
          <Table aria-label={words.title} variant="compact">
            <Thead>
              <Tr>
                <Th>{words.name}</Th>
                <Th>{words.version}</Th>
                <Th>{words.context}</Th>
                <Th>{words.state}</Th>
              </Tr>
            </Thead>
            <Tbody>
              {found.list.map((api) => (
                <Tr key={api.id}>
                  <Td dataLabel={words.name}>
                    <Link to="/publisher/apis/$apiId/overview" params={{ apiId: api.id }}>
                      {api.name}
                    </Link>
                  </Td>
                  <Td dataLabel={words.version}>{api.version}</Td>
                  <Td dataLabel={words.context}>{api.context}</Td>
                  <Td dataLabel={words.state}>{api.lifeCycleStatus}</Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </QueryView>
      </PageSection>
    </>
  );
}
