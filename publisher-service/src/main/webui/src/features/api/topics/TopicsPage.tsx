import { Button } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { EmptyPage } from '../../../ui/EmptyPage';
import { useMay } from '../../../session/session';
import { texts } from '../../../texts';
import { ApiPage } from '../api/ApiPage';
import { useApi } from '../api/context';
import { useUpdateApi } from '../api/queries';
import type { Operation } from '../api/shapes';
import { ApiScopes } from './ApiScopes';
import { streamingWords } from './words';

/** The topics of an API. */
export function TopicsPage() {
  const { value: api } = useApi();
  const navigate = useNavigate();
  const mayEdit = useMay('apim:api_create', 'apim:api_manage');
  const [removed, setRemoved] = useState<Operation | null>(null);
  const words = texts.topics;
  const add = (
    <Button onClick={() => void navigate({ to: '/publisher/apis/$apiId/topics/new', params: { apiId: api.id } })}>{words.add}</Button>
  );
  return (
    <ApiPage title={words.title} intro={words.intro} actions={mayEdit && api.operations.length > 0 && add}>
      {api.operations.length === 0 ? (
        <EmptyPage title={words.emptyTitle} body={words.emptyBody} {...(mayEdit && { action: add })} />
      ) : (
        <Table aria-label={words.title} variant="compact">
          <Thead>
            <Tr>
              <Th>{words.topic}</Th>
              <Th>{words.backendPath}</Th>
              <Th>{words.streaming}</Th>
              <Th screenReaderText={words.actions} />
            </Tr>
          </Thead>
          <Tbody>
            {api.operations.map((operation) => (
              <Row key={operation.target} apiId={api.id} operation={operation} mayEdit={mayEdit} onRemove={() => setRemoved(operation)} />
            ))}
          </Tbody>
        </Table>
      )}
      <ApiScopes mayEdit={mayEdit} />
      {removed !== null && <RemoveDialog operation={removed} onClose={() => setRemoved(null)} />}
    </ApiPage>
  );
}

interface RowProps {
  readonly apiId: string;
  readonly operation: Operation;
  readonly mayEdit: boolean;
  readonly onRemove: () => void;
}

function Row({ apiId, operation, mayEdit, onRemove }: RowProps) {
  const words = texts.topics;
  return (
    <Tr>
      <Td dataLabel={words.topic}>
        <Link to="/publisher/apis/$apiId/topics/edit" params={{ apiId }} search={{ topic: operation.target }} className="sluice-break">
          <code>{operation.target}</code>
        </Link>
        {operation.description !== undefined && <p className="sluice-text">{operation.description}</p>}
        <AccessWords operation={operation} />
      </Td>
      <Td dataLabel={words.backendPath}>{operation.uriMapping === undefined ? words.samePath : <code className="sluice-break">{operation.uriMapping}</code>}</Td>
      <Td dataLabel={words.streaming}>{streamingWords(operation).join(' ')}</Td>
      <Td dataLabel={words.actions} modifier="fitContent">
        {mayEdit && (
          <Button variant="link" isInline aria-label={words.removeTopic(operation.target)} onClick={onRemove}>
            {words.remove}
          </Button>
        )}
      </Td>
    </Tr>
  );
}

/** Who may listen, where it is not every subscribed application. */
function AccessWords({ operation }: { readonly operation: Operation }) {
  const words = texts.topics.short;
  if (operation.authType === 'None') {
    return <p className="sluice-subtle">{words.open}</p>;
  }
  return operation.scopes.length > 0 && <p className="sluice-subtle">{words.scopes(operation.scopes.join(', '))}</p>;
}

function RemoveDialog({ operation, onClose }: { readonly operation: Operation; readonly onClose: () => void }) {
  const edition = useApi();
  const update = useUpdateApi();
  const words = texts.topics;
  const left = edition.value.operations.filter((other) => other.target !== operation.target);
  if (left.length === 0) {
    return (
      <ConfirmDialog title={words.removeTitle(operation.target)} confirm={texts.common.close} onConfirm={onClose} onClose={onClose}>
        {words.lastTopic}
      </ConfirmDialog>
    );
  }
  return (
    <ConfirmDialog
      title={words.removeTitle(operation.target)}
      confirm={words.remove}
      danger
      isBusy={update.isPending}
      error={update.error}
      onConfirm={() => update.mutate({ edition, api: { ...edition.value, operations: left } }, { onSuccess: onClose })}
      onClose={onClose}
    >
      {words.removeBody}
    </ConfirmDialog>
  );
}
