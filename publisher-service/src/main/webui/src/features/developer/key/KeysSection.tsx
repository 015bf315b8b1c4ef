import { Button, Card, CardBody, CardTitle, Flex, Gallery } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { ProblemView } from '../../../ui/ProblemView';
import { QueryView } from '../../../ui/QueryView';
import { texts } from '../../../texts';
import { generateKeys, generateToken, keysQuery, regenerateSecret, revokeKeys } from './queries';
import { MappedKeys } from './MappedKeys';
import { SecretFacts } from './SecretFacts';
import { isOwn, KEY_TYPES, type AccessToken, type ApplicationKey, type KeyType } from './shapes';
import { TokenLifetimeForm } from './TokenLifetimeForm';

const words = texts.developer.keys;

/** The keys of an application, production and sandbox side by side. */
export function KeysSection({ applicationId }: { readonly applicationId: string }) {
  const keys = useQuery(keysQuery(applicationId));
  return (
    <QueryView query={keys}>
      {(found) => (
        <div className="sluice-stack">
          <Gallery hasGutter minWidths={{ default: 'min(20rem, 100%)' }}>
            {KEY_TYPES.map((keyType) => (
              <KeyCard key={keyType} applicationId={applicationId} keyType={keyType} present={found.list.find((key) => key.keyType === keyType && isOwn(key)) ?? null} />
            ))}
          </Gallery>
          <MappedKeys applicationId={applicationId} mapped={found.list.filter((key) => !isOwn(key))} />
        </div>
      )}
    </QueryView>
  );
}

interface CardProps {
  readonly applicationId: string;
  readonly keyType: KeyType;
  readonly present: ApplicationKey | null;
}

function KeyCard({ applicationId, keyType, present }: CardProps) {
  const client = useQueryClient();
  const [secret, setSecret] = useState<string | null>(null);
  const reload = () => client.invalidateQueries({ queryKey: keysQuery(applicationId).queryKey });
  const generate = useMutation({
    mutationFn: () => generateKeys(applicationId, keyType),
    onSuccess: (made) => {
      setSecret(made.consumerSecret ?? null);
      return reload();
    },
  });
  return (
    <Card component="section">
      <CardTitle component="h3">{words.types[keyType]}</CardTitle>
      <CardBody>
        {present === null ? (
          <Flex direction={{ default: 'column' }} gap={{ default: 'gapMd' }}>
            <p>{words.none(words.types[keyType])}</p>
            {generate.isError && <ProblemView error={generate.error} />}
            <Button variant="secondary" isLoading={generate.isPending} isDisabled={generate.isPending} onClick={() => generate.mutate()}>
              {words.generate(words.types[keyType])}
            </Button>
          </Flex>
        ) : (
          <Present applicationId={applicationId} present={present} secret={secret} onSecret={setSecret} onChange={reload} />
        )}
      </CardBody>
    </Card>
  );
}

interface PresentProps {
  readonly applicationId: string;
  readonly present: ApplicationKey;
  readonly secret: string | null;
  readonly onSecret: (secret: string | null) => void;
  readonly onChange: () => Promise<void>;
}

function Present({ applicationId, present, secret, onSecret, onChange }: PresentProps) {
  const [dialog, setDialog] = useState<'rotate' | 'revoke' | null>(null);
  const [token, setToken] = useState<AccessToken | null>(null);
  const close = () => setDialog(null);
  const makeToken = useMutation({ mutationFn: () => generateToken(applicationId, present.keyMappingId), onSuccess: setToken });
  const rotate = useMutation({
    mutationFn: () => regenerateSecret(applicationId, present.keyMappingId),
    onSuccess: (made) => {
      onSecret(made.consumerSecret);
      close();
    },
  });
  const revoke = useMutation({
    mutationFn: () => revokeKeys(applicationId, present.keyMappingId),
    onSuccess: () => {
      onSecret(null);
      close();
      return onChange();
    },
  });
  const type = words.types[present.keyType];
  return (
    <Flex direction={{ default: 'column' }} gap={{ default: 'gapMd' }}>
      <SecretFacts consumerKey={present.consumerKey} secret={secret} token={token?.accessToken ?? null} />
      {token !== null && <p>{words.tokenLasts(token.validityTime)}</p>}
      {makeToken.isError && <ProblemView error={makeToken.error} />}
      <Flex gap={{ default: 'gapSm' }}>
        <Button variant="secondary" isLoading={makeToken.isPending} isDisabled={makeToken.isPending} onClick={() => makeToken.mutate()}>
          {words.generateToken}
        </Button>
        <Button variant="secondary" onClick={() => setDialog('rotate')}>
          {words.rotate}
        </Button>
        <Button variant="secondary" isDanger onClick={() => setDialog('revoke')}>
          {words.revoke}
        </Button>
      </Flex>
      <TokenLifetimeForm applicationId={applicationId} present={present} onChange={onChange} />
      {dialog === 'rotate' && (
        <ConfirmDialog title={words.rotateTitle} confirm={words.rotate} isBusy={rotate.isPending} error={rotate.error} onConfirm={() => rotate.mutate()} onClose={close}>
          {words.rotateBody}
        </ConfirmDialog>
      )}
      {dialog === 'revoke' && (
        <ConfirmDialog title={words.revokeTitle(type)} confirm={words.revoke} danger isBusy={revoke.isPending} error={revoke.error} onConfirm={() => revoke.mutate()} onClose={close}>
          {words.revokeBody}
        </ConfirmDialog>
      )}
    </Flex>
  );
}
