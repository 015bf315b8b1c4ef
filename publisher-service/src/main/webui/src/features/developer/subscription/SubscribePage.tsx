import { Alert, Button, ExpandableSection } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery, signIn } from '../../../session/session';
import { SignedInOnly } from '../../../shells/SignedInOnly';
import { EmptyPage } from '../../../ui/EmptyPage';
import { texts } from '../../../texts';
import { DEVELOPER_SCOPES } from '../../../shells/scopes';
import { accessOf, isOpenToAll, openTopics } from '../catalogue/access';
import { useDeveloperApi } from '../catalogue/ApiPage';
import type { DeveloperApi } from '../catalogue/shapes';
import { CredentialsView } from './CredentialsView';
import { Programs } from './Programs';
import type { Credentials } from './subscribe';
import { SubscribeForm } from './SubscribeForm';

const words = texts.developer.subscribe;

/** From an API to running code: what its topics need, and the programs. */
export function SubscribePage() {
  const api = useDeveloperApi();
  const open = openTopics(api);
  if (open.length === 0) {
    return <ForUsers api={api} />;
  }
  const isAllOpen = isOpenToAll(api);
  return (
    <div className="sluice-stack">
      <Alert isInline variant="info" component="h2" title={isAllOpen ? words.allOpen : words.someOpen(open)}>
        {words.openBody}
      </Alert>
      {isAllOpen ? <Programs api={api} credential={null} /> : <SomeOpen api={api} open={open} />}
    </div>
  );
}

function SomeOpen({ api, open }: { readonly api: DeveloperApi; readonly open: readonly string[] }) {
  const isVisitor = useQuery(sessionQuery).data === null;
  const needsSignIn = isVisitor && accessOf(api) !== 'closed';
  const onlyOpen = { ...api, operations: api.operations.filter(({ target }) => open.includes(target)) };
  return (
    <>
      <ExpandableSection toggleText={words.openPrograms}>
        <div className="sluice-stack">
          <Programs api={onlyOpen} credential={null} />
        </div>
      </ExpandableSection>
      {needsSignIn ? <EmptyPage title={words.signInTitle} body={words.signInBody} action={<Button onClick={() => signIn()}>{texts.shell.signIn}</Button>} /> : <ForUsers api={api} />}
    </>
  );
}

function ForUsers({ api }: { readonly api: DeveloperApi }) {
  const [credentials, setCredentials] = useState<Credentials | null>(null);
  const access = accessOf(api);
  if (access === 'closed' || access === 'elsewhere') {
    return <EmptyPage title={words.closedTitle} body={words.closedBody} />;
  }
  return (
    <SignedInOnly portal={texts.shell.devportal} scopes={DEVELOPER_SCOPES}>
      {credentials === null ? <SubscribeForm api={api} onDone={setCredentials} /> : <CredentialsView api={api} credentials={credentials} />}
    </SignedInOnly>
  );
}
