import { Alert, Content, Flex, Title } from '@patternfly/react-core';
import { Link } from '@tanstack/react-router';
import { texts } from '../../../texts';
import { useTopicChoice } from '../catalogue/TopicForm';
import type { DeveloperApi } from '../catalogue/shapes';
import { SecretFacts } from '../key/SecretFacts';
import { SnippetTabs } from '../snippet/SnippetTabs';
import type { Credentials } from './subscribe';

const words = texts.developer.subscribe;

/** What a new subscriber needs: credentials, and programs that carry them. */
export function CredentialsView({ api, credentials }: { readonly api: DeveloperApi; readonly credentials: Credentials }) {
  const { stream, fields } = useTopicChoice(api);
  const { applicationId, key, token } = credentials;
  return (
    <Flex direction={{ default: 'column' }} gap={{ default: 'gapLg' }}>
      <Alert
        isInline
        isLiveRegion
        variant="success"
        component="h2"
        title={words.done}
        actionLinks={
          <Link to="/devportal/applications/$applicationId" params={{ applicationId }}>
            {words.toApplication}
          </Link>
        }
      >
        {words.tokenLasts(token.validityTime)}
      </Alert>
      <SecretFacts consumerKey={key.consumerKey} secret={key.consumerSecret ?? null} token={token.accessToken} />
      <section>
        <Title headingLevel="h2">{words.code}</Title>
        <Content component="p">{words.codeIntro}</Content>
        {fields}
      </section>
      {stream !== null && (
        <SnippetTabs
          target={{
            gateway: stream.url.gateway,
            path: stream.path,
            token: token.accessToken,
            authorizationHeader: api.authorizationHeader,
            types: [],
          }}
        />
      )}
    </Flex>
  );
}
