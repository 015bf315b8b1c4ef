import { SignedInOnly } from '../../../shells/SignedInOnly';
import { EmptyPage } from '../../../ui/EmptyPage';
import { texts } from '../../../texts';
import { DEVELOPER_SCOPES } from '../../../shells/scopes';
import { useState } from 'react';
import { useDeveloperApi } from '../catalogue/ApiPage';
import { CredentialsView } from './CredentialsView';
import type { Credentials } from './subscribe';
import { SubscribeForm } from './SubscribeForm';

/** From an API to running code: application, plan and keys in one form, then the programs. */
export function SubscribePage() {
  return (
    <SignedInOnly portal={texts.shell.devportal} scopes={DEVELOPER_SCOPES}>
      <Subscribe />
    </SignedInOnly>
  );
}

function Subscribe() {
  const api = useDeveloperApi();
  const [credentials, setCredentials] = useState<Credentials | null>(null);
  if (credentials !== null) {
    return <CredentialsView api={api} credentials={credentials} />;
  }
  if (!api.isSubscriptionAvailable) {
    return <EmptyPage title={texts.developer.subscribe.closedTitle} body={texts.developer.subscribe.closedBody} />;
  }
  return <SubscribeForm api={api} onDone={setCredentials} />;
}
