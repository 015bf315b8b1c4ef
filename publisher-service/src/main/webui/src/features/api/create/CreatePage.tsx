import { PageSection } from '@patternfly/react-core';
import { PageHeader } from '../../../ui/PageHeader';
import { texts } from '../../../texts';
import { Choice, Choices } from './Choices';
import { CreatorOnly } from './CreatorOnly';

/** What kind of API is to be made. */
export function CreatePage() {
  const words = texts.create;
  return (
    <CreatorOnly>
      <PageHeader title={words.title} intro={words.intro} />
      <PageSection>
        <Choices>
          <Choice to="/publisher/create/streaming" title={words.streaming} body={words.streamingBody} />
          <Choice to="/publisher/create/import" title={words.importTitle} body={words.importBody} />
        </Choices>
      </PageSection>
    </CreatorOnly>
  );
}

/** How a streaming API is begun. */
export function StreamingPage() {
  const words = texts.create;
  return (
    <CreatorOnly>
      <PageHeader title={words.streaming} intro={words.streamingIntro} />
      <PageSection>
        <Choices>
          <Choice to="/publisher/create/sse" title={words.sse} body={words.sseBody} />
          <Choice to="/publisher/create/import" title={words.importTitle} body={words.importBody} />
        </Choices>
      </PageSection>
    </CreatorOnly>
  );
}
