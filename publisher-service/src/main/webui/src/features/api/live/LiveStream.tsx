import { Alert, AlertActionLink, Button } from '@patternfly/react-core';
import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { StateDot, type Tone } from '../../../ui/StateDot';
import { texts } from '../../../texts';
import { LiveConnection, wait, type Credential, type LiveState, type Target } from './connection';
import { EventList } from './EventList';
import type { EventLog } from './log';
import { sizeText } from './size';

interface Props {
  /** What comes goes here, for others to read, too. */
  readonly log: EventLog;
  /** Null: the stream is open to all. */
  readonly credential: Credential | null;
  /** Returns what to do after a refusal with this status. */
  readonly help: (status: number) => ReactNode;
  readonly target: Target;
  /** What is missing before it can be connected, or null. */
  readonly hint: string | null;
}

/** One stream at a time: its buttons, how it stands, and its events. It ends with the page. */
export function LiveStream({ log, credential, help, target, hint }: Props) {
  const [connection] = useState(
    () => new LiveConnection(log, { fetch: (input, init) => fetch(input, init), credential, wait }),
  );
  useEffect(() => () => connection.stop(), [connection]);
  const state = useSyncExternalStore(connection.subscribe, connection.current);
  const view = useSyncExternalStore(log.subscribe, log.current);
  const [opened, setOpened] = useState<Target | null>(null);
  const words = texts.live;
  const isBusy = ['connecting', 'open', 'waiting'].includes(state.kind);
  const shown = isBusy && opened !== null ? opened : target;
  const isSame = opened !== null && opened.gateway + opened.path === target.gateway + target.path;
  const mayResume = !isBusy && isSame && connection.place !== null;
  const start = () => {
    setOpened(target);
    connection.start(target);
  };
  return (
    <section aria-label={words.events} className="sluice-stack">
      <p>
        <code className="sluice-break">{shown.gateway + shown.path}</code>
      </p>
      <div className="sluice-actions sluice-actions--middle">
        {isBusy && (
          <Button variant="danger" onClick={() => connection.stop()}>
            {words.stop}
          </Button>
        )}
        {mayResume && <Button onClick={() => connection.resume(target)}>{words.resume}</Button>}
        {!isBusy && (
          <Button variant={mayResume ? 'secondary' : 'primary'} isDisabled={hint !== null} onClick={start}>
            {mayResume ? words.startAnew : words.connect}
          </Button>
        )}
        <Button variant="link" isDisabled={view.rows.length === 0} onClick={() => log.clear()}>
          {words.clear}
        </Button>
        <span role="status">
          <StateDot tone={TONES[state.kind]} label={stateWords(state)} />
        </span>
      </div>
      {hint !== null && !isBusy && <p>{hint}</p>}
      <StateHelp help={help} state={state} />
      {view.rows.length === 0 ? (
        <p className="sluice-events__none">{state.kind === 'open' ? words.noEventsOpen : words.noEventsIdle}</p>
      ) : (
        <>
          <p className="sluice-events__count">
            {words.count(view.events, sizeText(view.bytes))}
            {view.dropped > 0 && `. ${words.dropped(view.dropped)}.`}
          </p>
          <EventList view={view} />
        </>
      )}
    </section>
  );
}

const TONES: Readonly<Record<LiveState['kind'], Tone>> = {
  idle: 'off',
  connecting: 'waiting',
  open: 'good',
  waiting: 'waiting',
  ended: 'off',
  refused: 'bad',
  forbidden: 'bad',
  unreachable: 'bad',
};

function stateWords(state: LiveState): string {
  const words = texts.live.states;
  return state.kind === 'waiting' ? words.waiting(Math.ceil(state.ms / 1_000)) : words[state.kind];
}

/** What to do where the stream does not come back by itself. */
function StateHelp({ help, state }: { readonly help: Props['help']; readonly state: LiveState }) {
  const words = texts.live;
  switch (state.kind) {
    case 'ended':
      return <Alert isInline variant="info" title={state.words} />;
    case 'refused':
      return (
        <Alert isInline variant="danger" title={words.refusedTitle(state.status, state.title)}>
          <p>{state.words}</p>
          {help(isOfBackend(state.title) ? BAD_GATEWAY : state.status)}
        </Alert>
      );
    case 'forbidden':
      return (
        <Alert isInline variant="danger" title={words.forbiddenTitle(state.gateway)}>
          {words.forbiddenBody(location.origin)}
        </Alert>
      );
    case 'unreachable':
      return (
        <Alert
          isInline
          variant="danger"
          title={words.unreachableTitle(state.gateway)}
          actionLinks={
            <AlertActionLink component="a" href={state.gateway} target="_blank" rel="noreferrer">
              {words.openGateway(state.gateway)}
            </AlertActionLink>
          }
        >
          {words.unreachableBody}
        </Alert>
      );
    default:
      return null;
  }
}

const BAD_GATEWAY = 502;

/** A backend's 404 is passed on as 404, with words of its own. */
function isOfBackend(title: string): boolean {
  return title.startsWith('Backend');
}
