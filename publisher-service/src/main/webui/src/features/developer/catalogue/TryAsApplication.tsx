import { Alert, FormGroup, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyPage } from '../../../ui/EmptyPage';
import { LinkButton } from '../../../ui/LinkButton';
import { QueryView } from '../../../ui/QueryView';
import { texts } from '../../../texts';
import { applicationsQuery } from '../application/queries';
import { keysQuery } from '../key/queries';
import { subscriptionsQuery } from '../subscription/queries';
import { accessOf } from './access';
import type { TriedStream } from './TopicEvents';
import { TryWithCredential, waysOf } from './TryWithCredential';

const words = texts.developer.tryIt;

interface Choosable {
  readonly applicationId: string;
  readonly name: string;
}

/** Events with one of the user's applications: one that is subscribed, or any where no subscription is needed. */
export function TryAsApplication(tried: TriedStream) {
  return accessOf(tried.api) === 'application' ? <AnyApplication {...tried} /> : <Subscriber {...tried} />;
}

function Subscriber(tried: TriedStream) {
  const { api } = tried;
  const subscriptions = useQuery(subscriptionsQuery({ apiId: api.id }));
  const subscribe = (
    <LinkButton to="/devportal/apis/$apiId/subscribe" params={{ apiId: api.id }}>
      {texts.developer.api.subscribe}
    </LinkButton>
  );
  return (
    <QueryView
      query={subscriptions}
      isEmpty={({ list }) => list.length === 0}
      empty={<EmptyPage title={words.subscribeFirstTitle} body={words.subscribeFirstBody} action={api.isSubscriptionAvailable ? subscribe : undefined} />}
    >
      {({ list }) => <WithApplication {...tried} applications={list.map(({ applicationId, applicationInfo: { name } }) => ({ applicationId, name }))} />}
    </QueryView>
  );
}

function AnyApplication(tried: TriedStream) {
  const applications = useQuery(applicationsQuery());
  const connect = (
    <LinkButton to="/devportal/apis/$apiId/subscribe" params={{ apiId: tried.api.id }}>
      {texts.developer.api.connect}
    </LinkButton>
  );
  return (
    <QueryView query={applications} isEmpty={({ list }) => list.length === 0} empty={<EmptyPage title={words.noApplicationTitle} body={words.noApplicationBody} action={connect} />}>
      {({ list }) => (
        <>
          <Alert isInline variant="info" component="h2" title={words.noSubscription}>
            {words.noSubscriptionBody}
          </Alert>
          <WithApplication {...tried} applications={list} />
        </>
      )}
    </QueryView>
  );
}

function WithApplication({ applications, ...tried }: TriedStream & { readonly applications: readonly Choosable[] }) {
  const [chosen, choose] = useState(applications[0]?.applicationId ?? '');
  const keys = useQuery(keysQuery(chosen));
  return (
    <>
      {applications.length > 1 && (
        <FormGroup label={words.application} fieldId="try-application" className="sluice-search">
          <FormSelect id="try-application" value={chosen} onChange={(_, applicationId) => choose(applicationId)}>
            {applications.map(({ applicationId, name }) => (
              <FormSelectOption key={applicationId} value={applicationId} label={name} />
            ))}
          </FormSelect>
        </FormGroup>
      )}
      <QueryView
        query={keys}
        isEmpty={({ list }) => waysOf(tried.api, list).length === 0}
        empty={
          <EmptyPage
            title={words.noKeysTitle}
            body={words.noKeysBody}
            action={
              <Link to="/devportal/applications/$applicationId" params={{ applicationId: chosen }}>
                {words.toApplication}
              </Link>
            }
          />
        }
      >
        {({ list }) => <TryWithCredential key={chosen} {...tried} applicationId={chosen} keys={list} />}
      </QueryView>
    </>
  );
}
