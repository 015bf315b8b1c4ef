import { Button, Title } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { texts } from '../../../texts';
import { ScopeDialog } from '../../scope/ScopeDialog';
import type { ScopeValues } from '../../scope/shapes';
import { useApi } from '../api/context';
import { useUpdateApi } from '../api/queries';
import type { Api, ApiScope } from '../api/shapes';

const words = texts.scopes;

/** The scopes that an API's topics may ask for. Shared ones come with a topic that asks for them. */
export function ApiScopes({ mayEdit }: { readonly mayEdit: boolean }) {
  const { value: api } = useApi();
  const [edited, setEdited] = useState<ApiScope | 'new' | null>(null);
  const [removed, setRemoved] = useState<ApiScope | null>(null);
  return (
    <section className="sluice-stack">
      <div className="sluice-head">
        <Title headingLevel="h3">{words.ofApi}</Title>
        {mayEdit && (
          <Button variant="secondary" onClick={() => setEdited('new')}>
            {words.create}
          </Button>
        )}
      </div>
      <p className="sluice-intro">{api.scopes.length === 0 ? words.ofApiEmpty : words.ofApiIntro}</p>
      {api.scopes.length > 0 && <ScopeTable api={api} mayEdit={mayEdit} onEdit={setEdited} onRemove={setRemoved} />}
      {edited !== null && <EditDialog present={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      {removed !== null && <RemoveDialog scope={removed} onClose={() => setRemoved(null)} />}
    </section>
  );
}

interface TableProps {
  readonly api: Api;
  readonly mayEdit: boolean;
  readonly onEdit: (scope: ApiScope) => void;
  readonly onRemove: (scope: ApiScope) => void;
}

function ScopeTable({ api, mayEdit, onEdit, onRemove }: TableProps) {
  return (
    <Table aria-label={words.ofApi} variant="compact">
      <Thead>
        <Tr>
          <Th>{words.name}</Th>
          <Th>{words.roles}</Th>
          <Th>{words.uses}</Th>
          {mayEdit && <Th screenReaderText={words.actions} />}
        </Tr>
      </Thead>
      <Tbody>
        {api.scopes.map((entry) => {
          const { name, bindings = [] } = entry.scope;
          return (
            <Tr key={name}>
              <Td dataLabel={words.name} className="sluice-break">
                <div>
                  <code>{name}</code> {entry.shared && <span className="sluice-subtle">{words.shared}</span>}
                </div>
              </Td>
              <Td dataLabel={words.roles}>{bindings.length === 0 ? words.everyone : bindings.join(', ')}</Td>
              <Td dataLabel={words.uses}>{words.topicsOf(api.operations.filter(({ scopes }) => scopes.includes(name)).length)}</Td>
              {mayEdit && (
                <Td modifier="fitContent">
                  <div className="sluice-actions">
                    {!entry.shared && (
                      <Button variant="link" isInline aria-label={words.editOf(name)} onClick={() => onEdit(entry)}>
                        {words.edit}
                      </Button>
                    )}
                    <Button variant="link" isInline isDanger aria-label={words.removeOf(name)} onClick={() => onRemove(entry)}>
                      {words.remove}
                    </Button>
                  </div>
                </Td>
              )}
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}

function EditDialog({ present, onClose }: { readonly present: ApiScope | null; readonly onClose: () => void }) {
  const latest = useApi();
  // As it was when the dialog opened: what another user has changed since is not overwritten.
  const [edition] = useState(latest);
  const update = useUpdateApi();
  const save = (values: ScopeValues) => {
    const { value: api } = edition;
    const scope = { ...values, displayName: values.displayName.trim() === '' ? values.name : values.displayName };
    const scopes =
      present === null
        ? [...api.scopes, { scope, shared: false }]
        : api.scopes.map((entry) => (entry.scope.name === present.scope.name ? { ...entry, scope: { ...entry.scope, ...scope } } : entry));
    return update.mutateAsync({ edition, api: { ...api, scopes } });
  };
  return (
    <ScopeDialog
      present={present === null ? null : valuesOf(present)}
      taken={edition.value.scopes.map(({ scope }) => scope.name)}
      save={save}
      onClose={onClose}
      onDone={onClose}
    />
  );
}

function valuesOf({ scope }: ApiScope): ScopeValues {
  return { name: scope.name, displayName: scope.displayName ?? '', description: scope.description ?? '', bindings: scope.bindings ?? [] };
}

function RemoveDialog({ scope: { scope }, onClose }: { readonly scope: ApiScope; readonly onClose: () => void }) {
  const edition = useApi();
  const update = useUpdateApi();
  const remove = () => {
    const api = edition.value;
    const operations = api.operations.map((operation) => ({ ...operation, scopes: operation.scopes.filter((name) => name !== scope.name) }));
    const scopes = api.scopes.filter((entry) => entry.scope.name !== scope.name);
    update.mutate({ edition, api: { ...api, operations, scopes } }, { onSuccess: onClose });
  };
  return (
    <ConfirmDialog title={words.removeTitle(scope.name)} confirm={words.remove} danger isBusy={update.isPending} error={update.error} onConfirm={remove} onClose={onClose}>
      {words.removeOwnBody}
    </ConfirmDialog>
  );
}
