import { FormGroup, FormSelect, FormSelectOption, Grid, GridItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { CodeBlock } from '../../../ui/CodeBlock';
import { prettyJson } from '../../../ui/prettyJson';
import { QueryView } from '../../../ui/QueryView';
import { texts } from '../../../texts';
import { RenderedDocument } from '../../api/document/rendered/RenderedDocument';
import type { Credential, Start } from '../../api/live/connection';
import { LiveStream } from '../../api/live/LiveStream';
import { EventLog, type LogRow, type LogView } from '../../api/live/log';
import { developerDocumentQuery } from './queries';
import type { DeveloperApi } from './shapes';
import type { ChosenStream } from './TopicForm';

const words = texts.developer.tryIt;
/** Characters of an event that are shown beside its schema. */
const MAX_SHOWN = 20_480;
const DOCUMENT_EVERY_MS = 1_000;
const STARTS: readonly Start[] = ['latest', '-10', '-100', 'earliest'];

/** A stream that a developer tries, as far as it is chosen. */
export interface TriedStream {
  readonly api: DeveloperApi;
  readonly stream: ChosenStream;
  /** The topic. */
  readonly target: string;
  /** What has to be filled in before it can be opened. */
  readonly missing: readonly string[];
}

interface Props extends TriedStream {
  readonly credential: Credential | null;
  /** Of who shows the credential, and which: another one begins another stream. */
  readonly shownBy: string;
  /** Fields besides that of the start, each in a cell of the grid. */
  readonly children?: ReactNode;
}

/** The events of a topic, beside what the API's document says of them. */
export function TopicEvents({ api, stream, target, missing, credential, shownBy, children }: Props) {
  const [start, setStart] = useState<Start>('latest');
  const log = useMemo(() => new EventLog(), [shownBy, target]);
  return (
    <>
      <Grid hasGutter md={6} xl={4}>
        {children}
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
        key={`${shownBy} ${target}`}
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
  return prettyJson(data);
}
