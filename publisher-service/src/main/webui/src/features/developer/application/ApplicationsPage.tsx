import { Button, Label, PageSection, SearchInput } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyPage } from '../../../ui/EmptyPage';
import { PageHeader } from '../../../ui/PageHeader';
import { QueryView } from '../../../ui/QueryView';
import { DEVELOPER_SCOPES } from '../../../shells/scopes';
import { SignedInOnly } from '../../../shells/SignedInOnly';
import { texts } from '../../../texts';
import { ApplicationDialog } from './ApplicationDialog';
import { applicationsQuery } from './queries';
import type { Application } from './shapes';

const words = texts.developer.applications;

/** The user's own applications. */
export function ApplicationsPage() {
  return (
    <SignedInOnly portal={texts.shell.devportal} scopes={DEVELOPER_SCOPES}>
      <Applications />
    </SignedInOnly>
  );
}

function Applications() {
  const applications = useQuery(applicationsQuery());
  const navigate = useNavigate();
  const [isCreating, setCreating] = useState(false);
  const create = <Button onClick={() => setCreating(true)}>{words.create}</Button>;
  const hasSome = (applications.data?.list.length ?? 0) > 0;
  return (
    <>
      <PageHeader title={words.title} intro={words.intro} actions={hasSome ? create : undefined} />
      <PageSection>
        <QueryView
          query={applications}
          isEmpty={(found) => found.list.length === 0}
          empty={<EmptyPage title={words.emptyTitle} body={words.emptyBody} action={create} />}
        >
          {(found) => <List applications={found.list} />}
        </QueryView>
      </PageSection>
      {isCreating && (
        <ApplicationDialog
          onClose={() => setCreating(false)}
          onDone={({ applicationId }) => void navigate({ to: '/devportal/applications/$applicationId', params: { applicationId } })}
        />
      )}
    </>
  );
}

/** All are here already: they are searched here. */
function List({ applications }: { readonly applications: readonly Application[] }) {
  const [text, setText] = useState('');
  const shown = applications.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <div className="sluice-stack">
      {applications.length > 1 && (
        <SearchInput className="sluice-search" aria-label={words.search} placeholder={words.search} value={text} onChange={(_, value) => setText(value)} onClear={() => setText('')} />
      )}
      {shown.length === 0 ? (
        <EmptyPage title={words.noMatchTitle} body={words.noMatchBody} />
      ) : (
        <Table aria-label={words.title} variant="compact">
          <Thead>
            <Tr>
              <Th>{words.name}</Th>
              <Th>{words.description}</Th>
            </Tr>
          </Thead>
          <Tbody>
            {shown.map(({ applicationId, name, description, status }) => (
              <Tr key={applicationId}>
                <Td dataLabel={words.name} className="sluice-break">
                  <div>
                    <Link to="/devportal/applications/$applicationId" params={{ applicationId }}>
                      {name}
                    </Link>{' '}
                    {status !== 'APPROVED' && <Label color="yellow">{words.inactive}</Label>}
                  </div>
                </Td>
                <Td dataLabel={words.description} className="sluice-break">
                  {description ?? ''}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </div>
  );
}
