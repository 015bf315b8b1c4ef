import { Alert, Label, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyPage } from '../../../ui/EmptyPage';
import { QueryView } from '../../../ui/QueryView';
import { StateDot } from '../../../ui/StateDot';
import { Time } from '../../../ui/Time';
import { texts } from '../../../texts';
import { ApiPage } from '../api/ApiPage';
import { useApi } from '../api/context';
import { upstreamsQuery } from '../api/queries';
import type { Upstream } from '../api/shapes';
import { agoText } from './ago';
import { channelKey, look, type Sighting } from './sighting';
import { wordsOf } from './words';

/** The backend connections of an API, one a channel: how they stand, since when, why, and what to do. */
export function UpstreamsPage() {
  const { value: api } = useApi();
  const upstreams = useQuery(upstreamsQuery(api.id));
  const words = texts.upstreams;
  return (
    <ApiPage title={words.title} intro={words.intro}>
      <QueryView
        query={upstreams}
        isEmpty={({ list }) => list.length === 0}
        empty={
          <EmptyPage
            title={words.emptyTitle}
            body={words.emptyBody}
            action={
              <Link to="/publisher/apis/$apiId/deployments" params={{ apiId: api.id }}>
                {texts.api.tabs.deployments}
              </Link>
            }
          />
        }
      >
        {({ list, pagination }) => (
          <>
            <Channels apiId={api.id} upstreams={list} at={upstreams.dataUpdatedAt} />
            {pagination.total > list.length && <p>{words.notShown(pagination.total - list.length)}</p>}
          </>
        )}
      </QueryView>
    </ApiPage>
  );
}

interface ChannelsProps {
  readonly apiId: string;
  readonly upstreams: readonly Upstream[];
  /** When they were read, epoch milliseconds. */
  readonly at: number;
}

function Channels({ apiId, upstreams, at }: ChannelsProps) {
  const [seen, setSeen] = useState<{ readonly at: number; readonly channels: ReadonlyMap<string, Sighting> }>(() => ({ at, channels: look(new Map(), upstreams, at) }));
  if (seen.at !== at) {
    setSeen({ at, channels: look(seen.channels, upstreams, at) });
  }
  return (
    <ul className="sluice-plain sluice-stack">
      {upstreams.map((upstream) => (
        <li key={channelKey(upstream)}>
          <Channel apiId={apiId} upstream={upstream} sighting={seen.channels.get(channelKey(upstream))} at={at} />
        </li>
      ))}
    </ul>
  );
}

interface ChannelProps {
  readonly apiId: string;
  readonly upstream: Upstream;
  readonly sighting: Sighting | undefined;
  readonly at: number;
}

function Channel({ apiId, upstream, sighting, at }: ChannelProps) {
  const words = texts.upstreams;
  const { tone, state, meaning, why, advice } = wordsOf(upstream);
  return (
    <section className="sluice-step" aria-label={upstream.path}>
      <Title headingLevel="h3" size="md" className="sluice-break">
        <code>
          {upstream.path}
          {upstream.query !== undefined && `?${upstream.query}`}
        </code>{' '}
        <Label isCompact>{upstream.keyType === 'SANDBOX' ? words.sandbox : words.production}</Label> <Label isCompact>{upstream.environment}</Label>
      </Title>
      <p>
        <StateDot tone={tone} label={state} /> {words.since} <Time at={upstream.since} />. {meaning}
      </p>
      {(why !== null || advice !== null) && (
        <Alert className="sluice-wide" isInline variant={tone === 'bad' ? 'danger' : 'info'} title={why ?? words.noReason}>
          {advice !== null && <p>{advice}</p>}
          {tone === 'bad' && (
            <Link to="/publisher/apis/$apiId/endpoints" params={{ apiId }}>
              {words.toTest}
            </Link>
          )}
        </Alert>
      )}
      <p>
        {words.events(upstream.events)} {sighting !== undefined && sighting.since < at && sightingText(sighting, at)}
      </p>
      <p>
        <small>
          {lookup(words.classes, upstream.backendClass)} {words.relay(upstream.relay)}
        </small>
      </p>
    </section>
  );
}

function lookup(known: Readonly<Record<string, string>>, key: string): string {
  return known[key] ?? key;
}

/** A channel that is live and silent says so: nothing else tells a quiet backend from one that hangs. */
function sightingText({ lastNew, since }: Sighting, at: number): string {
  const words = texts.upstreams;
  return lastNew === null ? words.noneSince(agoText(at - since)) : words.lastSeen(agoText(at - lastNew));
}
