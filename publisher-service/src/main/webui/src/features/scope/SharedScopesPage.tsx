import { Button, PageSection } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../session/session';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { EmptyPage } from '../../ui/EmptyPage';
import { PageHeader } from '../../ui/PageHeader';
import { QueryView } from '../../ui/QueryView';
import { texts } from '../../texts';
import { deleteScope, saveScope, sharedScopesQuery } from './queries';
import { ScopeDialog } from './ScopeDialog';
import type { SharedScope } from './shapes';
import { UsesDialog } from './UsesDialog';

const words = texts.scopes;

/** Scopes that the topics of any API may ask for; admins keep them. */
export function SharedScopesPage() {
  const client = useQueryClient();
  const scopes = useQuery(sharedScopesQuery());
  const mayManage = useMay('apim:shared_scope_manage');
  const [edited, setEdited] = useState<SharedScope | 'new' | null>(null);
  const [removed, setRemoved] = useState<SharedScope | null>(null);
  const [shown, setShown] = useState<SharedScope | null>(null);
  const reload = () => client.invalidateQueries({ queryKey: sharedScopesQuery().queryKey });
  const remove = useMutation({
    mutationFn: (scope: SharedScope) => deleteScope(scope.id),
    onSuccess: () => {
      setRemoved(null);
      return reload();
    },
  });
  const create = mayManage ? <Button onClick={() => setEdited('new')}>{words.createShared}</Button> : undefined;
  const hasSome = (scopes.data?.list.length ?? 0) > 0;
  return (
    <>
      <PageHeader title={words.title} intro={words.intro} actions={hasSome ? create : undefined} />
      <PageSection>
        <QueryView
          query={scopes}
          isEmpty={({ list }) => list.length === 0}
          empty={<EmptyPage title={words.emptyTitle} body={mayManage ? words.emptyBody : words.emptyBodyOthers} action={create} />}
        >
          {({ list }) => <ScopeTable scopes={list} mayManage={mayManage} onUses={setShown} onEdit={setEdited} onRemove={setRemoved} />}
        </QueryView>
      </PageSection>
      {shown !== null && <UsesDialog scope={shown} onClose={() => setShown(null)} />}
      {edited !== null && (
        <ScopeDialog
          present={edited === 'new' ? null : edited}
          taken={[]}
          save={(values) => saveScope(edited === 'new' ? null : edited, values)}
          onClose={() => setEdited(null)}
          onDone={() => {
            setEdited(null);
            void reload();
          }}
        />
      )}
      {removed !== null && (
        <ConfirmDialog
          title={words.removeTitle(removed.name)}
          confirm={words.remove}
          danger
          isBusy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(removed)}
          onClose={() => {
            remove.reset();
            setRemoved(null);
          }}
        >
          {words.removeBody}
        </ConfirmDialog>
      )}
    </>
  );
}

interface TableProps {
  readonly scopes: readonly SharedScope[];
  readonly mayManage: boolean;
  readonly onUses: (scope: SharedScope) => void;
  readonly onEdit: (scope: SharedScope) => void;
  readonly onRemove: (scope: SharedScope) => void;
}

function ScopeTable({ scopes, mayManage, onUses, onEdit, onRemove }: TableProps) {
  return (
    <Table aria-label={words.title} variant="compact">
      <Thead>
        <Tr>
          <Th>{words.name}</Th>
          <Th>{words.description}</Th>
          <Th>{words.roles}</Th>
          <Th>{words.uses}</Th>
          {mayManage && <Th screenReaderText={words.actions} />}
        </Tr>
      </Thead>
      <Tbody>
        {scopes.map((scope) => (
          <Tr key={scope.id}>
            <Td dataLabel={words.name} className="sluice-break">
              <div>
                <code>{scope.name}</code>
                {scope.displayName !== scope.name && <div className="sluice-subtle">{scope.displayName}</div>}
              </div>
            </Td>
            <Td dataLabel={words.description} className="sluice-break">
              {scope.description}
            </Td>
            <Td dataLabel={words.roles}>{scope.bindings.length === 0 ? words.everyone : scope.bindings.join(', ')}</Td>
            <Td dataLabel={words.uses}>
              <Button variant="link" isInline aria-label={words.usesTitle(scope.name)} onClick={() => onUses(scope)}>
                {words.usesOf(scope.usageCount)}
              </Button>
            </Td>
            {mayManage && (
              <Td modifier="fitContent">
                <div className="sluice-actions">
                  <Button variant="link" isInline aria-label={words.editOf(scope.name)} onClick={() => onEdit(scope)}>
                    {words.edit}
                  </Button>
                  <Button variant="link" isInline isDanger aria-label={words.removeOf(scope.name)} onClick={() => onRemove(scope)}>
                    {words.remove}
                  </Button>
                </div>
              </Td>
            )}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
