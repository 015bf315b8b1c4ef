import { Alert, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, List, ListItem } from '@patternfly/react-core';
import { CodeBlock } from '../../../ui/CodeBlock';
import { texts } from '../../../texts';
import type { Probe, ProbedStream } from './shapes';

/** What a backend has shown, in words. */
export function ProbeView({ probe }: { readonly probe: Probe }) {
  const words = texts.probe;
  if (probe.statusCode === 0) {
    return (
      <Alert isInline variant="danger" title={words.noAnswer}>
        {probe.error}
      </Alert>
    );
  }
  if (probe.streaming === undefined) {
    return (
      <Alert isInline variant="danger" title={words.noStream(`${probe.statusCode} ${probe.statusMessage}`.trim())}>
        {probe.error === '' ? words.statusHint : probe.error}
      </Alert>
    );
  }
  return <Stream stream={probe.streaming} />;
}

function Stream({ stream }: { readonly stream: ProbedStream }) {
  const words = texts.probe;
  return (
    <div className="sluice-stack">
      <Alert isInline variant={stream.events.length > 0 ? 'success' : 'warning'} title={stream.events.length > 0 ? words.streams : words.silent} />
      <DescriptionList isCompact isHorizontal>
        {factsOf(stream).map(([term, text]) => (
          <DescriptionListGroup key={term}>
            <DescriptionListTerm>{term}</DescriptionListTerm>
            <DescriptionListDescription className="sluice-break">{text}</DescriptionListDescription>
          </DescriptionListGroup>
        ))}
      </DescriptionList>
      {stream.warnings.length > 0 && (
        <Alert isInline variant="warning" title={words.warnings}>
          <List>
            {stream.warnings.map((warning) => (
              <ListItem key={warning}>{warning}</ListItem>
            ))}
          </List>
        </Alert>
      )}
      {stream.events.length > 0 && (
        <div>
          <h3>{words.events}</h3>
          <CodeBlock code={stream.events.map(asSent).join('\n\n')} copyLabel={words.copyEvents} />
        </div>
      )}
    </div>
  );
}

/** Returns what was found as pairs of a name and words. */
export function factsOf(stream: ProbedStream): readonly (readonly [string, string])[] {
  const words = texts.probe;
  const names = [...new Set(stream.events.map((event) => event.type))];
  return [
    [words.contentType, stream.contentType ?? words.none],
    [words.firstEvent, stream.firstEventMillis === undefined ? words.none : words.afterMs(stream.firstEventMillis)],
    [words.eventNames, names.length === 0 ? words.none : names.join(', ')],
    [words.ids, lookup(words.idStyles, stream.idStyle)],
    [words.heartbeat, stream.comments === 0 ? words.noComments : words.comments(stream.comments)],
    ...(stream.retryMs === undefined ? [] : [[words.retry, words.ms(stream.retryMs)] as const]),
    [words.resume, lookup(words.classes, stream.class)],
  ];
}

function lookup(known: Readonly<Record<string, string>>, key: string): string {
  return known[key] ?? key;
}

function asSent({ type, id, data }: ProbedStream['events'][number]): string {
  return [
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(type === 'message' ? [] : [`event: ${type}`]),
    ...data.split('\n').map((line) => `data: ${line}`),
  ].join('\n');
}
