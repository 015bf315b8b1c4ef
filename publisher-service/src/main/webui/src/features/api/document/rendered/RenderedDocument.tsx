import { Alert, Button, Label, SearchInput } from '@patternfly/react-core';
import { useMemo, useState, type ReactNode } from 'react';
import { CodeEditor } from '../../../../ui/CodeEditor';
import { texts } from '../../../../texts';
import { MessageView } from './MessageView';
import { Prose } from './Prose';
import { readDocument, type ChannelOutline, type DocumentOutline, type OperationOutline } from './outline';
import type { Tree } from './tree';
import { TreeView } from './TreeView';

interface Props {
  /** An AsyncAPI document, JSON or YAML; JSON is read much faster. */
  readonly text: string;
  /** Shows the last real event of a channel's address and an event's type, beside schema and example. */
  readonly lastEvent?: (address: string, type: string) => ReactNode;
}

const STEP = 50;
const FEW = 5;
const FILTER_FROM = 10;

/**
 * A document as a page: operations first, then channels and servers. A version that is not known is shown as outline and
 * text, what is no document at all as text: it is never blank. Headings begin at level 2.
 */
export function RenderedDocument({ text, lastEvent }: Props) {
  const read = useMemo(() => readDocument(text), [text]);
  const words = texts.document;
  switch (read.kind) {
    case 'known':
      return <Known root={read.root} outline={read.outline} {...(lastEvent !== undefined && { lastEvent })} />;
    case 'unknown':
      return (
        <>
          <Alert isInline variant="info" title={read.version === '' ? words.noVersion : words.unknownVersion(read.version)} />
          <h2 className="sluice-heading">{words.outline}</h2>
          <TreeView value={read.root} />
          <PlainText text={text} />
        </>
      );
    case 'broken':
      return (
        <>
          <Alert isInline variant="warning" title={words.broken}>
            <span className="sluice-break">{read.problem}</span>
          </Alert>
          <PlainText text={text} />
        </>
      );
  }
}

function PlainText({ text }: { readonly text: string }) {
  return (
    <>
      <h2 className="sluice-heading">{texts.document.text}</h2>
      <CodeEditor text={text} language={text.trimStart().startsWith('{') ? 'json' : 'yaml'} label={texts.document.text} readOnly />
    </>
  );
}

interface KnownProps {
  readonly root: Tree;
  readonly outline: DocumentOutline;
  readonly lastEvent?: (address: string, type: string) => ReactNode;
}

function Known({ root, outline, lastEvent }: KnownProps) {
  const words = texts.document;
  return (
    <div className="sluice-document">
      <Prose text={outline.description} />
      <h2 className="sluice-heading">{words.operations}</h2>
      <Filtered
        items={outline.operations}
        textOf={(operation) => `${operation.title} ${operation.channel.address} ${operation.key}`}
        label={words.filterOperations}
        none={words.noOperations}
      >
        {(operation) => (
          <Operation
            key={operation.key}
            root={root}
            operation={operation}
            isOpen={outline.operations.length <= FEW}
            {...(lastEvent !== undefined && { lastEvent })}
          />
        )}
      </Filtered>
      <h2 className="sluice-heading">{words.channels}</h2>
      <Filtered items={outline.channels} textOf={(channel) => `${channel.address} ${channel.title}`} label={words.filterChannels} none={words.noChannels}>
        {(channel) => <Channel key={channel.key} channel={channel} />}
      </Filtered>
      {outline.servers.length > 0 && (
        <>
          <h2 className="sluice-heading">{words.servers}</h2>
          <ul className="sluice-plain">
            {outline.servers.map((server) => (
              <li key={server.name}>
                <strong>{server.name}</strong> <code className="sluice-break">{server.address}</code> {server.description}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <small>{words.version(outline.asyncapi)}</small>
      </p>
    </div>
  );
}

interface FilteredProps<T> {
  readonly items: readonly T[];
  readonly textOf: (item: T) => string;
  readonly label: string;
  readonly none: string;
  readonly children: (item: T) => ReactNode;
}

/** A long list in steps, with a filter. */
function Filtered<T>({ items, textOf, label, none, children }: FilteredProps<T>) {
  const [filter, setFilter] = useState('');
  const [shown, setShown] = useState(STEP);
  const wanted = filter.trim().toLowerCase();
  const found = wanted === '' ? items : items.filter((item) => textOf(item).toLowerCase().includes(wanted));
  return (
    <>
      {items.length >= FILTER_FROM && (
        <SearchInput
          className="sluice-filter"
          aria-label={label}
          placeholder={label}
          value={filter}
          onChange={(_, value) => setFilter(value)}
          onClear={() => setFilter('')}
          {...(wanted !== '' && { resultsCount: found.length })}
        />
      )}
      {found.length === 0 && <p>{none}</p>}
      {found.slice(0, shown).map(children)}
      {found.length > shown && (
        <Button variant="link" onClick={() => setShown(shown + STEP * 4)}>
          {texts.document.more(found.length - shown)}
        </Button>
      )}
    </>
  );
}

interface OperationProps {
  readonly root: Tree;
  readonly operation: OperationOutline;
  readonly isOpen: boolean;
  readonly lastEvent?: (address: string, type: string) => ReactNode;
}

function Operation({ root, operation, isOpen: isOpenFirst, lastEvent }: OperationProps) {
  const [isOpen, setOpen] = useState(isOpenFirst);
  const words = texts.document;
  const { channel } = operation;
  return (
    <details className="sluice-operation" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Label isCompact color={operation.direction === 'receive' ? 'green' : 'blue'}>
          {words[operation.direction]}
        </Label>{' '}
        <code>{channel.address}</code>
      </summary>
      <h3>{operation.title === '' ? words.untitled[operation.direction](channel.address) : operation.title}</h3>
      <Prose text={operation.description === '' ? channel.description : operation.description} />
      <Parameters channel={channel} />
      {isOpen &&
        operation.messages.map((message, index) => (
          <MessageView
            key={`${index} ${message.name}`}
            root={root}
            message={message}
            address={channel.address}
            {...(lastEvent !== undefined && { lastEvent: lastEvent(channel.address, message.name) })}
          />
        ))}
      {operation.messages.length === 0 && <p>{words.noMessages}</p>}
    </details>
  );
}

function Parameters({ channel }: { readonly channel: ChannelOutline }) {
  if (channel.parameters.length === 0) {
    return null;
  }
  const words = texts.document;
  return (
    <ul className="sluice-plain">
      {channel.parameters.map((parameter) => (
        <li key={parameter.name}>
          <code>{`{${parameter.name}}`}</code> {parameter.description}
          {parameter.values.length > 0 && ` (${words.oneOfValues} ${parameter.values.join(', ')})`}
          {parameter.examples.length > 0 && ` (${words.forExample} ${parameter.examples.join(', ')})`}
        </li>
      ))}
    </ul>
  );
}

function Channel({ channel }: { readonly channel: ChannelOutline }) {
  const names = [...new Set(channel.messages.map((message) => message.name))];
  return (
    <section className="sluice-channel">
      <h3>
        <code>{channel.address}</code> {channel.title}
      </h3>
      <Prose text={channel.description} />
      <Parameters channel={channel} />
      {names.length > 0 && (
        <p>
          {texts.document.messages} {names.map((name, index) => (
            <span key={name}>
              {index > 0 && ', '}
              <code>{name}</code>
            </span>
          ))}
        </p>
      )}
    </section>
  );
}
