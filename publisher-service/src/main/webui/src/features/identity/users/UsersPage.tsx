import { PageSection } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { PageHeader } from '../../../shared/PageHeader';
import { QueryView } from '../../../shared/QueryView';
import { texts } from '../../../texts';
import { usersQuery } from './queries';

/** Who may sign in, and as what. */
export function UsersPage() {
  const users = useQuery(usersQuery());
  const words = texts.users;
  return (
    <>
      <PageHeader title={words.title} />
      <PageSection>
      <QueryView query={users}>
        {(found) => (
          <Table aria-label={words.title} variant="compact">
            <Thead>
              <Tr>
                <Th>{words.name}</Th>
                <Th>{words.roles}</Th>
                <Th>{words.active}</Th>
              </Tr>
            </Thead>
            <Tbody>
              {found.Resources.map((user) => (
                <Tr key={user.id}>
                  <Td dataLabel={words.name}>{user.userName}</Td>
                  <Td dataLabel={words.roles}>{user.roles.map((role) => role.value).join(', ')}</Td>
                  <Td dataLabel={words.active}>{user.active ? words.yes : words.no}</Td>
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
