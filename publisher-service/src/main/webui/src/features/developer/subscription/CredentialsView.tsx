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
  const isWaiting = status === 'ON_HOLD';
  const secret = proof.kind === 'token' ? proof.token.accessToken : proof.apikey;
  return (
    <Flex direction={{ default: 'column' }} gap={{ default: 'gapLg' }}>
      <Alert
        isInline
        isLiveRegion
        variant={isWaiting ? 'warning' : 'success'}
        component="h2"
        title={isWaiting ? words.waits : status === null ? words.ready : words.done}
        actionLinks={
          <Link to="/devportal/applications/$applicationId" params={{ applicationId }}>
            {words.toApplication}
          </Link>
        }
      >
        {isWaiting && <p>{words.waitsBody}</p>}
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
