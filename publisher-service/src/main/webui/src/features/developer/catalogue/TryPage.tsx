import { FormGroup, FormSelect, FormSelectOption, Grid, GridItem, TextInput } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { CodeBlock } from '../../../ui/CodeBlock';
import { EmptyPage } from '../../../ui/EmptyPage';
import { LinkButton } from '../../../ui/LinkButton';
import { QueryView } from '../../../ui/QueryView';
import { DEVELOPER_SCOPES } from '../../../shells/scopes';
import { SignedInOnly } from '../../../shells/SignedInOnly';
import { texts } from '../../../texts';
import { RenderedDocument } from '../../api/document/rendered/RenderedDocument';
import type { Start } from '../../api/live/connection';
import { LiveStream } from '../../api/live/LiveStream';
import { EventLog, type LogRow, type LogView } from '../../api/live/log';
import { isOpenable } from '../../api/live/gateways';
import { generateToken, keysQuery } from '../key/queries';
import type { ApplicationKey } from '../key/shapes';
import { subscriptionsQuery } from '../subscription/queries';
import type { Subscription } from '../subscription/shapes';
import { useDeveloperApi } from './ApiPage';
import { developerDocumentQuery } from './queries';
import type { DeveloperApi } from './shapes';
import { useTopicChoice } from './TopicForm';

const words = texts.developer.tryIt;
/** Characters of an event that are shown beside its schema. */
const MAX_SHOWN = 20_480;
const DOCUMENT_EVERY_MS = 1_000;
const STARTS: readonly Start[] = ['latest', '-10', '-100', 'earliest'];

/** The events of an API with the user's own application, beside what its document says of them. */
export function TryPage() {
  return (
    <SignedInOnly portal={texts.shell.devportal} scopes={DEVELOPER_SCOPES}>
      <Subscribed />
    </SignedInOnly>
  );
}

function Subscribed() {
  const api = useDeveloperApi();
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
      empty={<EmptyPage title={words.subscribeFirstTitle} body={words.subscribeFirstBody} action={subscribe} />}
    >
      {({ list }) => <WithApplication api={api} subscriptions={list} />}
    </QueryView>
  );
}

function WithApplication({ api, subscriptions }: { readonly api: DeveloperApi; readonly subscriptions: readonly Subscription[] }) {
  const [chosen, choose] = useState(subscriptions[0]?.applicationId ?? '');
  const keys = useQuery(keysQuery(chosen));
  return (
    <div className="sluice-stack">
      {subscriptions.length > 1 && (
        <FormGroup label={words.application} fieldId="try-application" className="sluice-search">
          <FormSelect id="try-application" value={chosen} onChange={(_, applicationId) => choose(applicationId)}>
            {subscriptions.map(({ applicationId, applicationInfo }) => (
              <FormSelectOption key={applicationId} value={applicationId} label={applicationInfo.name} />
            ))}
          </FormSelect>
        </FormGroup>
      )}
      <QueryView
        query={keys}
        isEmpty={({ list }) => list.length === 0}
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
        {({ list }) => <Stream key={chosen} api={api} applicationId={chosen} keys={list} />}
      </QueryView>
    </div>
  );
}

interface StreamProps {
  readonly api: DeveloperApi;
  readonly applicationId: string;
  readonly keys: readonly ApplicationKey[];
}

function Stream({ api, applicationId, keys }: StreamProps) {
  const { stream, missing, target, fields } = useTopicChoice(api, (url) => isOpenable(url.gateway, location));
  const [keyMappingId, setKey] = useState((keys.find(({ keyType }) => keyType === 'PRODUCTION') ?? keys[0])?.keyMappingId ?? '');
  // Typed: it was shown once, when it was made. Empty: a token is used.
  const [apiKey, setApiKey] = useState('');
  const scopes = api.scopes.map(({ key }) => key);
  const [start, setStart] = useState<Start>('latest');
  const log = useMemo(() => new EventLog(), [keyMappingId, target]);
  const credential =
    apiKey !== '' && api.apiKeyHeader !== undefined
      ? { header: api.apiKeyHeader, make: () => Promise.resolve(apiKey) }
      : { header: api.authorizationHeader, make: async () => `Bearer ${(await generateToken(applicationId, keyMappingId, scopes)).accessToken}` };
  if (stream === null) {
    return <EmptyPage title={texts.developer.api.notDeployedTitle} body={texts.developer.api.notDeployedBody} />;
  }
  return (
    <>
      {fields}
      <Grid hasGutter md={6} xl={4}>
        {keys.length > 1 && (
          <GridItem>
            <FormGroup label={texts.developer.applications.keys} fieldId="try-keys">
              <FormSelect id="try-keys" value={keyMappingId} onChange={(_, id) => setKey(id)}>
                {keys.map((key) => (
                  <FormSelectOption key={key.keyMappingId} value={key.keyMappingId} label={texts.developer.keys.types[key.keyType]} />
                ))}
              </FormSelect>
            </FormGroup>
          </GridItem>
        )}
        {api.apiKeyHeader !== undefined && (
          <GridItem>
            <FormGroup label={words.apiKey} fieldId="try-api-key">
              <TextInput id="try-api-key" type="password" autoComplete="off" placeholder={words.apiKeyHint} value={apiKey} onChange={(_, value) => setApiKey(value.trim())} />
            </FormGroup>
          </GridItem>
        )}
        <GridItem>
          <FormGroup label={texts.live.start} fieldId="try-start">
            <FormSelect id="try-start" value={start} onChange={(_, value) => setStart(STARTS.find((one) => one === value) ?? 'latest')}>
              {STARTS.map((one) => (
                <FormSelectOption key={one} value={one} label={texts.live.starts[one]} />
              ))}
            </FormSelect>
          </FormGroup>
        </GridItem>
      </Grid>
      <LiveStream
        key={`${keyMappingId} ${apiKey} ${target}`}
        log={log}
        credential={credential}
        help={(status) => (status === 403 ? <p>{words.forbidden}</p> : null)}
        target={{ gateway: stream.url.gateway, path: stream.path, start }}
        hint={missing.length === 0 ? null : words.fillIn(missing.join(', '))}
      />
      <Definition api={api} target={target} log={log} />
    </>
  );
}

/** Returns the log as it was at most a second ago: the document is too large to be drawn with each event. */
function useLogNowAndThen(log: EventLog): LogView {
  const [view, setView] = useState(log.current);
  useEffect(() => {
    setView(log.current());
    const timer = setInterval(() => setView(log.current()), DOCUMENT_EVERY_MS);
    return () => clearInterval(timer);
  }, [log]);
  return view;
}

/** What the document says of the events, beside the last ones that came. */
function Definition({ api, target, log }: { readonly api: DeveloperApi; readonly target: string; readonly log: EventLog }) {
  const document = useQuery(developerDocumentQuery(api.id));
  const { rows } = useLogNowAndThen(log);
  return (
    <QueryView query={document}>
      {(text) => (
        <RenderedDocument
          text={text}
          lastEvent={(address, type) => {
            const last = address === target ? lastOf(rows, type) : undefined;
            return last === undefined ? <p>{words.noEvent}</p> : <CodeBlock code={pretty(last.data)} copyLabel={words.copyEvent} />;
          }}
        />
      )}
    </QueryView>
  );
}

/** Returns the newest event of a type; `message` stands for any, as the document has it of events without a type. */
export function lastOf(rows: readonly LogRow[], type: string): LogRow | undefined {
  const isOf = (row: LogRow) => row.kind === 'event' && (row.type === type || type === 'message');
  return rows.findLast(isOf);
}

function pretty(data: string): string {
  if (data.length > MAX_SHOWN) {
    return `${data.slice(0, MAX_SHOWN)}\n${words.cut(data.length)}`;
  }
  try {
    return JSON.stringify(JSON.parse(data), null, 2);
  } catch {
    return data;
  }
}
