import { Button, PageSection, SearchInput, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { EmptyPage } from '../../../ui/EmptyPage';
import { PageHeader } from '../../../ui/PageHeader';
import { QueryView } from '../../../ui/QueryView';
import { StateDot } from '../../../ui/StateDot';
import { Time } from '../../../ui/Time';
import { texts } from '../../../texts';
import { usersQuery } from './queries';
import type { User } from './shapes';

const words = texts.users;

// Loaded when it opens: its form is no part of the first page of /admin.
const NewUserDialog = lazy(async () => ({ default: (await import('./NewUserDialog')).NewUserDialog }));

/** Who may sign in, and as what. */
export function UsersPage() {
  const users = useQuery(usersQuery());
  const navigate = useNavigate();
  const [isCreating, setCreating] = useState(false);
  return (
    <>
      <PageHeader title={words.title} intro={words.intro} actions={<Button onClick={() => setCreating(true)}>{words.create}</Button>} />
      <PageSection>
        <QueryView query={users} isEmpty={(found) => found.Resources.length === 0} empty={<EmptyPage title={words.emptyTitle} body={words.emptyBody} />}>
          {(found) => <List users={found.Resources} total={found.totalResults} />}
        </QueryView>
      </PageSection>
      {isCreating && (
        <Suspense fallback={null}>
          <NewUserDialog
            onClose={() => setCreating(false)}
            onDone={({ id }) => void navigate({ to: '/admin/users/$userId', params: { userId: id } })}
          />
        </Suspense>
      )}
    </>
  );
}

function List({ users, total }: { readonly users: readonly User[]; readonly total: number }) {
  const [text, setText] = useState('');
  const [state, setState] = useState<'all' | 'active' | 'inactive'>('all');
  const part = text.trim().toLowerCase();
  const shown = users.filter(
    ({ userName, roles, active }) =>
      (state === 'all' || active === (state === 'active')) && (userName.toLowerCase().includes(part) || roles.some(({ value }) => value === part)),
  );
  return (
    <>
      <SearchInput className="sluice-search" aria-label={words.search} placeholder={words.search} value={text} onChange={(_, value) => setText(value)} onClear={() => setText('')} />
      <ToggleGroup aria-label={words.state}>
        {(['all', 'active', 'inactive'] as const).map((key) => (
          <ToggleGroupItem key={key} text={words.states[key]} isSelected={state === key} onChange={() => setState(key)} />
        ))}
      </ToggleGroup>
      {total > users.length && <p>{words.first(users.length, total)}</p>}
      {shown.length === 0 ? (
        <EmptyPage title={words.noMatchTitle} body={words.noMatchBody} />
      ) : (
        <Table aria-label={words.title} variant="compact">
          <Thead>
            <Tr>
              <Th>{words.name}</Th>
              <Th>{words.roles}</Th>
              <Th>{words.state}</Th>
              <Th>{words.since}</Th>
            </Tr>
          </Thead>
          <Tbody>
            {shown.map((user) => (
              <Tr key={user.id}>
                <Td dataLabel={words.name} className="sluice-break">
                  <Link to="/admin/users/$userId" params={{ userId: user.id }}>
                    {user.userName}
                  </Link>
                </Td>
                <Td dataLabel={words.roles}>{user.roles.map((role) => role.value).join(', ')}</Td>
                <Td dataLabel={words.state}>
                  <ActiveState user={user} />
                </Td>
                <Td dataLabel={words.since}>
                  <Time at={user.meta.created} />
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </>
  );
}

export function ActiveState({ user }: { readonly user: User }) {
  return <StateDot tone={user.active ? 'good' : 'off'} label={user.active ? words.active : words.inactive} />;
}
