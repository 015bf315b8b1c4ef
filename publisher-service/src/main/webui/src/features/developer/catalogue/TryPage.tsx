import { Alert, Button } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery, signIn } from '../../../session/session';
import { EmptyPage } from '../../../ui/EmptyPage';
import { DEVELOPER_SCOPES } from '../../../shells/scopes';
import { SignedInOnly } from '../../../shells/SignedInOnly';
import { texts } from '../../../texts';
import { isOpenable } from '../../api/live/gateways';
import { openTopics } from './access';
import { useDeveloperApi } from './ApiPage';
import { TopicEvents, type TriedStream } from './TopicEvents';
import { useTopicChoice } from './TopicForm';
import { TryAsApplication } from './TryAsApplication';

const words = texts.developer.tryIt;

/** The events of an API: of an open topic as they are, of others with an application of the user's own. */
export function TryPage() {
  const api = useDeveloperApi();
  const { stream, missing, target, fields } = useTopicChoice(api, (url) => isOpenable(url.gateway, location));
  if (stream === null) {
    return <EmptyPage title={texts.developer.api.notDeployedTitle} body={texts.developer.api.notDeployedBody} />;
  }
  const tried: TriedStream = { api, stream, target, missing };
  return (
    <div className="sluice-stack">
      {fields}
      {openTopics(api).includes(target) ? (
        <>
          <Alert isInline variant="info" component="h2" title={words.open}>
            {words.openBody}
          </Alert>
          <TopicEvents {...tried} credential={null} shownBy="" />
        </>
      ) : (
        <SignedIn {...tried} />
      )}
    </div>
  );
}

/** Visitors are sent to sign in, unless there are topics that they can try as they are. */
function SignedIn(tried: TriedStream) {
  const isVisitor = useQuery(sessionQuery).data === null;
  if (isVisitor && openTopics(tried.api).length > 0) {
    return <EmptyPage title={words.signInTitle} body={words.signInBody} action={<Button onClick={() => signIn()}>{texts.shell.signIn}</Button>} />;
  }
  return (
    <SignedInOnly portal={texts.shell.devportal} scopes={DEVELOPER_SCOPES}>
      <TryAsApplication {...tried} />
    </SignedInOnly>
  );
}
