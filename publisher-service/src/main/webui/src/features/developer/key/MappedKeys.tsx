import { Button, Flex, Title } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { CopyButton } from '../../../ui/CopyButton';
import { ProblemView } from '../../../ui/ProblemView';
import { texts } from '../../../texts';
import { MapDialog } from './MapDialog';
import { keyManagersQuery, keysQuery, revokeKeys } from './queries';
import type { ApplicationKey, KeyManagerInfo } from './shapes';

const words = texts.mappedKeys;

interface Props {
  readonly applicationId: string;
  readonly mapped: readonly ApplicationKey[];
}

/** The clients of other issuers that are an application's; nothing where the installation knows no other issuer. */
export function MappedKeys({ applicationId, mapped }: Props) {
  const client = useQueryClient();
  const known = useQuery(keyManagersQuery());
  const managers = known.data?.list ?? [];
  const mappable = managers.filter(({ enableMapOAuthConsumerApps }) => enableMapOAuthConsumerApps);
  const [isMapping, setMapping] = useState(false);
  const [removed, setRemoved] = useState<ApplicationKey | null>(null);
  const reload = () => client.invalidateQueries({ queryKey: keysQuery(applicationId).queryKey });
  const remove = useMutation({
    mutationFn: (key: ApplicationKey) => revokeKeys(applicationId, key.keyMappingId),
    onSuccess: () => {
      setRemoved(null);
      return reload();
    },
  });
  if (mapped.length === 0 && mappable.length === 0) {
    return known.isError ? <ProblemView error={known.error} onRetry={() => void known.refetch()} /> : null;
  }
  return (
    <section className="sluice-stack">
      <Title headingLevel="h3">{words.title}</Title>
      <p className="sluice-intro">{words.intro}</p>
      {mapped.length > 0 && <MappedTable mapped={mapped} managers={managers} onRemove={setRemoved} />}
      {mappable.length > 0 && (
        <Flex>
          <Button variant="secondary" onClick={() => setMapping(true)}>
            {words.map}
          </Button>
        </Flex>
      )}
      {isMapping && (
        <MapDialog
          applicationId={applicationId}
          managers={mappable}
          onClose={() => setMapping(false)}
          onDone={() => {
            setMapping(false);
            void reload();
          }}
        />
      )}
      {removed !== null && (
        <ConfirmDialog
          title={words.removeTitle(removed.consumerKey)}
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
    </section>
  );
}

interface TableProps {
  readonly mapped: readonly ApplicationKey[];
  readonly managers: readonly KeyManagerInfo[];
  readonly onRemove: (key: ApplicationKey) => void;
}

function MappedTable({ mapped, managers, onRemove }: TableProps) {
  return (
    <Table aria-label={words.title} variant="compact">
      <Thead>
        <Tr>
          <Th>{words.consumerKey}</Th>
          <Th>{words.keyManager}</Th>
          <Th>{words.keyType}</Th>
          <Th screenReaderText={words.actions} />
        </Tr>
      </Thead>
      <Tbody>
        {mapped.map((key) => (
          <Tr key={key.keyMappingId}>
            <Td dataLabel={words.consumerKey} className="sluice-break">
              <div>
                <code>{key.consumerKey}</code> <CopyButton text={key.consumerKey} label={words.copyOf(key.consumerKey)} />
              </div>
            </Td>
            <Td dataLabel={words.keyManager} className="sluice-break">
              <div>
                {key.keyManager}
                <Issuer manager={managers.find(({ name }) => name === key.keyManager)} />
              </div>
            </Td>
            <Td dataLabel={words.keyType}>{texts.developer.keys.types[key.keyType]}</Td>
            <Td modifier="fitContent">
              <Button variant="link" isInline isDanger aria-label={words.removeOf(key.consumerKey)} onClick={() => onRemove(key)}>
                {words.remove}
              </Button>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

/** Where its tokens are to be had; or that they count no more. */
function Issuer({ manager }: { readonly manager: KeyManagerInfo | undefined }) {
  const text = manager === undefined ? words.disabled : (manager.tokenEndpoint ?? manager.issuer);
  return <div className="sluice-subtle">{text}</div>;
}
