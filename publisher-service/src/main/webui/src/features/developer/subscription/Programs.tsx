import { Content, FormGroup, FormHelperText, HelperText, HelperTextItem, TextInput, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { texts } from '../../../texts';
import { openTopics } from '../catalogue/access';
import { developerDocumentQuery } from '../catalogue/queries';
import type { DeveloperApi } from '../catalogue/shapes';
import { useTopicChoice } from '../catalogue/TopicForm';
import type { SnippetCredential } from '../snippet';
import { eventTypes, typesOf } from '../snippet/eventTypes';
import { SnippetTabs } from '../snippet/SnippetTabs';

const words = texts.developer.subscribe;

interface Props {
  readonly api: DeveloperApi;
  /** Not shown to topics that are open to all; null: only for these. */
  readonly credential: SnippetCredential | null;
}

/** Programs for one topic of an API. */
export function Programs({ api, credential }: Props) {
  const { stream, target, fields } = useTopicChoice(api);
  const { types, typesField } = useEventTypes(api, target);
  return (
    <>
      <section className="sluice-stack">
        <Title headingLevel="h2">{words.code}</Title>
        <Content component="p">{words.codeIntro}</Content>
        {fields}
      </section>
      {stream !== null && (
        <SnippetTabs
          target={{ gateway: stream.url.gateway, path: stream.path, credential: openTopics(api).includes(target) ? null : credential, types }}
          eventSourceFields={typesField}
        />
      )}
    </>
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
