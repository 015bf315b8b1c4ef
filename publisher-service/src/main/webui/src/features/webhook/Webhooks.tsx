import { Alert, Button, DescriptionList } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { EmptyPage } from '../../ui/EmptyPage';
import { QueryView } from '../../ui/QueryView';
import { StateDot } from '../../ui/StateDot';
import { texts } from '../../texts';
import { Secret } from '../developer/key/SecretFacts';
import { DeliveriesDialog } from './DeliveriesDialog';
import { deleteWebhook, webhooksQuery } from './queries';
import type { Webhook } from './shapes';
import { WebhookDialog } from './WebhookDialog';

const words = texts.webhooks;

/** What is open over the list. */
type Dialog = { readonly kind: 'new' } | { readonly kind: 'edit' | 'remove' | 'deliveries'; readonly webhook: Webhook };

interface Props {
  /** The path of their list. */
  readonly place: string;
  readonly emptyBody: string;
  /** Returns the page. `create` stands beside its title, when there is no empty list that has it. */
  readonly children: (parts: { readonly create: ReactNode; readonly list: ReactNode }) => ReactNode;
}

/** The webhooks of all APIs or of one, with what is done to them. */
export function Webhooks({ place, emptyBody, children }: Props) {
  const client = useQueryClient();
  const webhooks = useQuery(webhooksQuery(place));
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const close = () => setDialog(null);
  const reload = () => client.invalidateQueries({ queryKey: webhooksQuery(place).queryKey });
  const remove = useMutation({
    mutationFn: (webhook: Webhook) => deleteWebhook(place, webhook.id),
    onSuccess: () => {
      close();
      return reload();
    },
  });
  const create = <Button onClick={() => setDialog({ kind: 'new' })}>{words.create}</Button>;
  const hasSome = (webhooks.data?.list.length ?? 0) > 0;
  const list = (
    <div className="sluice-stack">
      {secret !== null && (
        <Alert isInline isLiveRegion variant="warning" component="h2" title={words.secretOnce}>
          <DescriptionList orientation={{ md: 'horizontal' }} isCompact>
            <Secret term={words.secret} value={secret} />
          </DescriptionList>
        </Alert>
      )}
      <QueryView query={webhooks} isEmpty={(found) => found.list.length === 0} empty={<EmptyPage title={words.emptyTitle} body={emptyBody} action={create} />}>
        {(found) => <WebhookTable webhooks={found.list} onAsk={setDialog} />}
      </QueryView>
    </div>
  );
  return (
    <>
      {children({ create: hasSome ? create : undefined, list })}
      {(dialog?.kind === 'new' || dialog?.kind === 'edit') && (
        <WebhookDialog
          place={place}
          present={dialog.kind === 'edit' ? dialog.webhook : null}
          onClose={close}
          onDone={(saved) => {
            close();
            setSecret(saved.secret ?? null);
            void reload();
          }}
        />
      )}
      {dialog?.kind === 'deliveries' && <DeliveriesDialog place={place} webhook={dialog.webhook} onClose={close} />}
      {dialog?.kind === 'remove' && (
        <ConfirmDialog title={words.removeTitle} confirm={words.remove} danger isBusy={remove.isPending} error={remove.error} onConfirm={() => remove.mutate(dialog.webhook)} onClose={close}>
          <p className="sluice-break">{dialog.webhook.url}</p>
          <p>{words.removeBody}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function WebhookTable({ webhooks, onAsk }: { readonly webhooks: readonly Webhook[]; readonly onAsk: (dialog: Dialog) => void }) {
  return (
    <Table aria-label={words.title} variant="compact">
      <Thead>
        <Tr>
          <Th>{words.url}</Th>
          <Th>{words.events}</Th>
          <Th>{words.state}</Th>
          <Th screenReaderText={words.actions} />
        </Tr>
      </Thead>
      <Tbody>
        {webhooks.map((webhook) => (
          <Tr key={webhook.id}>
            <Td dataLabel={words.url} className="sluice-break">
              <div>
                <code>{webhook.url}</code>
                {webhook.description !== '' && <div className="sluice-subtle">{webhook.description}</div>}
              </div>
            </Td>
            <Td dataLabel={words.events}>{webhook.events.map((event) => words.eventNames[event] ?? event).join(', ')}</Td>
            <Td dataLabel={words.state}>
              <StateDot tone={webhook.active ? 'good' : 'off'} label={webhook.active ? words.on : words.off} />
            </Td>
            <Td modifier="fitContent">
              <div className="sluice-actions">
                <Button variant="link" isInline aria-label={words.deliveriesOf(webhook.url)} onClick={() => onAsk({ kind: 'deliveries', webhook })}>
                  {words.deliveries}
                </Button>
                <Button variant="link" isInline aria-label={words.editOf(webhook.url)} onClick={() => onAsk({ kind: 'edit', webhook })}>
                  {words.edit}
                </Button>
                <Button variant="link" isInline isDanger aria-label={words.removeOf(webhook.url)} onClick={() => onAsk({ kind: 'remove', webhook })}>
                  {words.remove}
                </Button>
              </div>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
