import { Alert, Flex } from '@patternfly/react-core';
import { Link } from '@tanstack/react-router';
import { texts } from '../../../texts';
import { ApiKeyOnce } from '../apikey/ApiKeyOnce';
import { headerOf } from '../catalogue/access';
import type { DeveloperApi } from '../catalogue/shapes';
import { SecretFacts } from '../key/SecretFacts';
import { Programs } from './Programs';
import type { Credentials } from './subscribe';

const words = texts.developer.subscribe;

/** What a developer connects with, and programs that carry it. */
export function CredentialsView({ api, credentials }: { readonly api: DeveloperApi; readonly credentials: Credentials }) {
  const { applicationId, status, proof } = credentials;
  const state = stateOf(status);
  const secret = proof.kind === 'token' ? proof.token.accessToken : proof.apikey;
  return (
    <Flex direction={{ default: 'column' }} gap={{ default: 'gapLg' }}>
      <Alert
        isInline
        isLiveRegion
        variant={state.variant}
        component="h2"
        title={state.title}
        actionLinks={
          <Link to="/devportal/applications/$applicationId" params={{ applicationId }}>
            {words.toApplication}
          </Link>
        }
      >
        {state.body !== '' && <p>{state.body}</p>}
        {proof.kind === 'token' ? words.tokenLasts(proof.token.validityTime) : words.apiKeyLasts}
      </Alert>
      {proof.kind === 'token' ? (
        <SecretFacts consumerKey={proof.key.consumerKey} secret={proof.key.consumerSecret ?? null} token={secret} />
      ) : (
        <ApiKeyOnce made={proof.made} apikey={secret} />
      )}
      <Programs api={api} credential={headerOf(api, proof.kind, secret)} />
    </Flex>
  );
}

interface State {
  readonly variant: 'success' | 'warning' | 'danger';
  readonly title: string;
  readonly body: string;
}

/** What the state of a subscription means for streams. */
function stateOf(status: string | null): State {
  switch (status) {
    case null:
      return { variant: 'success', title: words.ready, body: '' };
    case 'UNBLOCKED':
    case 'TIER_UPDATE_PENDING':
      return { variant: 'success', title: words.done, body: '' };
    case 'ON_HOLD':
      return { variant: 'warning', title: words.waits, body: words.waitsBody };
    default:
      return { variant: 'danger', title: texts.developer.subscriptions.states[status] ?? status, body: words.blockedBody };
  }
}
