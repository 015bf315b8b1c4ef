import { Button, Flex } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyPage } from '../../../ui/EmptyPage';
import { QueryView } from '../../../ui/QueryView';
import { Time } from '../../../ui/Time';
import { texts } from '../../../texts';
import { subscriptionsQuery } from '../subscription/queries';
import { ApiKeyDialog } from './ApiKeyDialog';
import { ApiKeyOnce } from './ApiKeyOnce';
import { ChangeDialog } from './ChangeDialog';
import { apiKeysQuery } from './queries';
import { RegenerateDialog } from './RegenerateDialog';
import { RevokeDialog } from './RevokeDialog';
import type { ApiKey } from './shapes';

const words = texts.apiKeys;

/** What is open over the list, with the key that it is about. */
type Dialog = { readonly kind: 'generate' } | { readonly kind: 'change' | 'regenerate' | 'revoke'; readonly key: ApiKey };

/** The API keys of an application; a new one is shown until the page is left. */
export function ApiKeysSection({ applicationId }: { readonly applicationId: string }) {
  const client = useQueryClient();
  const keys = useQuery(apiKeysQuery(applicationId));
  const subscriptions = useQuery(subscriptionsQuery({ applicationId })).data?.list ?? [];
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [made, setMade] = useState<ApiKey | null>(null);
  const close = () => setDialog(null);
  const onChange = (changed: ApiKey | null) => {
    close();
    setMade(changed);
    void client.invalidateQueries({ queryKey: apiKeysQuery(applicationId).queryKey });
  };
  const generate = (
    <Button variant="secondary" isDisabled={subscriptions.length === 0} onClick={() => setDialog({ kind: 'generate' })}>
      {words.generate}
    </Button>
  );
  return (
    <div className="sluice-stack">
      <p className="sluice-intro">{words.intro}</p>
      {made?.apikey !== undefined && <ApiKeyOnce made={made} apikey={made.apikey} />}
      <QueryView
        query={keys}
        isEmpty={(found) => found.length === 0}
        empty={<EmptyPage title={words.emptyTitle} body={subscriptions.length === 0 ? words.notSubscribed : words.emptyBody} action={generate} />}
      >
        {(found) => (
          <>
            <KeyTable keys={found} onAsk={setDialog} />
            <Flex>{generate}</Flex>
          </>
        )}
      </QueryView>
      {dialog?.kind === 'generate' && <ApiKeyDialog applicationId={applicationId} subscriptions={subscriptions} onClose={close} onDone={onChange} />}
      {dialog?.kind === 'change' && <ChangeDialog applicationId={applicationId} present={dialog.key} onClose={close} onDone={() => onChange(made)} />}
      {dialog?.kind === 'regenerate' && <RegenerateDialog applicationId={applicationId} present={dialog.key} onClose={close} onDone={onChange} />}
      {dialog?.kind === 'revoke' && <RevokeDialog applicationId={applicationId} present={dialog.key} onClose={close} onDone={() => onChange(null)} />}
    </div>
  );
}

function KeyTable({ keys, onAsk }: { readonly keys: readonly ApiKey[]; readonly onAsk: (dialog: Dialog) => void }) {
  return (
    <Table aria-label={words.title} variant="compact">
      <Thead>
        <Tr>
          <Th>{words.name}</Th>
          <Th>{words.api}</Th>
          <Th>{words.keyType}</Th>
          <Th>{words.expires}</Th>
          <Th>{words.lastUsed}</Th>
          <Th modifier="wrap">{words.used}</Th>
          <Th screenReaderText={words.actions} />
        </Tr>
      </Thead>
      <Tbody>
        {keys.map((key) => (
          <Tr key={key.keyUUID}>
            <Td dataLabel={words.name} className="sluice-break">
              <div>
                {key.keyName} <code className="sluice-subtle">{words.ending(key.lastFour)}</code>
              </div>
            </Td>
            <Td dataLabel={words.api} className="sluice-break">
              {key.apiName} {key.apiVersion}
            </Td>
            <Td dataLabel={words.keyType}>{texts.developer.keys.types[key.keyType]}</Td>
            <Td dataLabel={words.expires}>{key.expiresAt === undefined ? words.never : <Time at={key.expiresAt} />}</Td>
            <Td dataLabel={words.lastUsed}>{key.lastUsed === undefined ? words.never : <Time at={key.lastUsed} />}</Td>
            <Td dataLabel={words.used} className="sluice-break">
              {usedBy(key)}
            </Td>
            <Td modifier="fitContent">
              <div className="sluice-actions">
                <Button variant="link" isInline aria-label={words.changeOf(key.keyName)} onClick={() => onAsk({ kind: 'change', key })}>
                  {words.change}
                </Button>
                <Button variant="link" isInline aria-label={words.regenerateOf(key.keyName)} onClick={() => onAsk({ kind: 'regenerate', key })}>
                  {words.regenerate}
                </Button>
                <Button variant="link" isInline isDanger aria-label={words.revokeOf(key.keyName)} onClick={() => onAsk({ kind: 'revoke', key })}>
                  {words.revoke}
                </Button>
              </div>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function usedBy({ additionalProperties: { permittedIP = '', permittedReferer = '' } }: ApiKey): string {
  const rules = [permittedIP, permittedReferer].filter((rule) => rule !== '').join(',');
  return rules === '' ? words.anywhere : rules.replaceAll(',', ', ');
}
