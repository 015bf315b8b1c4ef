import { Alert, Content, Flex, FormGroup, FormHelperText, HelperText, HelperTextItem, TextInput, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { texts } from '../../../texts';
import { developerDocumentQuery } from '../catalogue/queries';
import type { DeveloperApi } from '../catalogue/shapes';
import { useTopicChoice } from '../catalogue/TopicForm';
import { SecretFacts } from '../key/SecretFacts';
import { eventTypes, typesOf } from '../snippet/eventTypes';
import { SnippetTabs } from '../snippet/SnippetTabs';
import type { Credentials } from './subscribe';

const words = texts.developer.subscribe;

/** What a new subscriber needs: credentials, and programs that carry them. */
export function CredentialsView({ api, credentials }: { readonly api: DeveloperApi; readonly credentials: Credentials }) {
  const { stream, target, fields } = useTopicChoice(api);
  const { types, typesField } = useEventTypes(api, target);
  const { applicationId, status, key, token } = credentials;
  const isWaiting = status === 'ON_HOLD';
  return (
    <Flex direction={{ default: 'column' }} gap={{ default: 'gapLg' }}>
      <Alert
        isInline
        isLiveRegion
        variant={isWaiting ? 'warning' : 'success'}
        component="h2"
        title={isWaiting ? words.waits : words.done}
        actionLinks={
          <Link to="/devportal/applications/$applicationId" params={{ applicationId }}>
            {words.toApplication}
          </Link>
        }
      >
        {isWaiting && <p>{words.waitsBody}</p>}
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
            types,
          }}
          eventSourceFields={typesField}
        />
      )}
    </Flex>
  );
}

/** Returns the types that EventSource has to hear: what the document names, until something else is typed; and the field. */
function useEventTypes(api: DeveloperApi, target: string) {
  const document = useQuery(developerDocumentQuery(api.id)).data;
  const [typed, setTyped] = useState<string | null>(null);
  const known = document === undefined ? [] : eventTypes(document, target);
  const text = typed ?? known.join(', ');
  const typesField = (
    <FormGroup label={words.types} fieldId="event-types" className="sluice-search">
      <TextInput id="event-types" value={text} aria-describedby="event-types-help" onChange={(_, value) => setTyped(value)} />
      <FormHelperText>
        <HelperText id="event-types-help">
          <HelperTextItem>{words.typesHint}</HelperTextItem>
        </HelperText>
      </FormHelperText>
    </FormGroup>
  );
  return { types: typesOf(text), typesField };
}
