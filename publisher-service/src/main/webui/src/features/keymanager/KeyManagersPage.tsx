import { Button, PageSection } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { EmptyPage } from '../../ui/EmptyPage';
import { LinkButton } from '../../ui/LinkButton';
import { PageHeader } from '../../ui/PageHeader';
import { QueryView } from '../../ui/QueryView';
import { StateDot } from '../../ui/StateDot';
import { texts } from '../../texts';
import { deleteKeyManager, keyManagersQuery } from './queries';
import type { KeyManagerInfo } from './shapes';

const words = texts.keyManagers;

/** Other issuers whose tokens gateways take. */
export function KeyManagersPage() {
  const client = useQueryClient();
  const managers = useQuery(keyManagersQuery());
  const [removed, setRemoved] = useState<KeyManagerInfo | null>(null);
  const remove = useMutation({
    mutationFn: (manager: KeyManagerInfo) => deleteKeyManager(manager.id),
    onSuccess: () => {
      setRemoved(null);
      return client.invalidateQueries({ queryKey: keyManagersQuery().queryKey });
    },
  });
  const create = <LinkButton to="/admin/key-managers/new">{words.create}</LinkButton>;
  const hasSome = (managers.data?.list.length ?? 0) > 0;
  return (
    <>
      <PageHeader title={words.title} intro={words.intro} actions={hasSome ? create : undefined} />
      <PageSection>
        <QueryView query={managers} isEmpty={({ list }) => list.length === 0} empty={<EmptyPage title={words.emptyTitle} body={words.emptyBody} action={create} />}>
          {({ list }) => <ManagerTable managers={list} onRemove={setRemoved} />}
        </QueryView>
      </PageSection>
      {removed !== null && (
        <ConfirmDialog
          title={words.removeTitle(removed.name)}
          confirm={words.remove}
          danger
          isBusy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(removed)}
          onClose={() => setRemoved(null)}
        >
          {words.removeBody}
        </ConfirmDialog>
      )}
    </>
  );
}

function ManagerTable({ managers, onRemove }: { readonly managers: readonly KeyManagerInfo[]; readonly onRemove: (manager: KeyManagerInfo) => void }) {
  return (
    <Table aria-label={words.title} variant="compact">
      <Thead>
        <Tr>
          <Th>{words.name}</Th>
          <Th>{words.type}</Th>
          <Th>{words.description}</Th>
          <Th>{words.state}</Th>
          <Th screenReaderText={words.actions} />
        </Tr>
      </Thead>
      <Tbody>
        {managers.map((manager) => (
          <Tr key={manager.id}>
            <Td dataLabel={words.name} className="sluice-break">
              <Link to="/admin/key-managers/$managerId" params={{ managerId: manager.id }}>
                {manager.name}
              </Link>
            </Td>
            <Td dataLabel={words.type} className="sluice-break">
              {manager.type}
            </Td>
            <Td dataLabel={words.description} className="sluice-break">
              {manager.description}
            </Td>
            <Td dataLabel={words.state}>
              <StateDot tone={manager.enabled ? 'good' : 'off'} label={manager.enabled ? words.on : words.off} />
            </Td>
            <Td modifier="fitContent">
              <Button variant="link" isInline isDanger aria-label={words.removeOf(manager.name)} onClick={() => onRemove(manager)}>
                {words.remove}
              </Button>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
