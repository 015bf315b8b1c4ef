import { Grid, GridItem } from '@patternfly/react-core';
import { useMemo, type ReactNode } from 'react';
import { CodeBlock } from '../../../../ui/CodeBlock';
import { texts } from '../../../../texts';
import type { MessageOutline } from './outline';
import { Prose } from './Prose';
import { sampleOf } from './sample';
import { SchemaView } from './SchemaView';
import type { Tree } from './tree';

interface Props {
  readonly root: Tree;
  readonly message: MessageOutline;
  /** Of the channel. */
  readonly address: string;
  /** The last real event, where there is one. */
  readonly lastEvent?: ReactNode;
}

const MAX_EXAMPLES = 5;

/** One message: its schema beside its example beside the last real event. */
export function MessageView({ root, message, address, lastEvent }: Props) {
  const words = texts.document;
  const examples = useMemo(() => examplesOf(root, message), [root, message]);
  const columns = lastEvent === undefined ? 6 : 4;
  return (
    <section className="sluice-message" aria-label={words.message(message.name, address)}>
      <h4>
        <code>{message.name}</code> {message.title !== message.name && message.title}
        {message.contentType !== '' && <small> {message.contentType}</small>}
      </h4>
      <Prose text={message.description} />
      <Grid hasGutter>
        <GridItem lg={columns}>
          <h5>{words.schema}</h5>
          {message.payload === undefined ? <p>{words.noSchema}</p> : <SchemaView root={root} schema={message.payload} />}
        </GridItem>
        {examples.length > 0 && (
          <GridItem lg={columns}>
            <h5>{message.examples.length > 0 ? words.example : words.sample}</h5>
            {examples.map((example) => (
              <div key={example.name}>
                {examples.length > 1 && <p>{example.name}</p>}
                <CodeBlock code={example.text} copyLabel={words.copyExample} />
              </div>
            ))}
          </GridItem>
        )}
        {lastEvent !== undefined && (
          <GridItem lg={columns}>
            <h5>{words.lastEvent}</h5>
            {lastEvent}
          </GridItem>
        )}
      </Grid>
    </section>
  );
}

function examplesOf(root: Tree, message: MessageOutline): readonly { readonly name: string; readonly text: string }[] {
  if (message.examples.length > 0) {
    return message.examples.slice(0, MAX_EXAMPLES).map(({ name, payload }) => ({ name, text: shown(payload) }));
  }
  return message.payload === undefined ? [] : [{ name: '', text: shown(sampleOf(root, message.payload)) }];
}

function shown(payload: unknown): string {
  return typeof payload === 'string' ? payload : (JSON.stringify(payload, null, 2) ?? '');
}
