import { Content, Tab, Tabs, TabTitleText } from '@patternfly/react-core';
import { useState, type ReactNode } from 'react';
import { CodeBlock } from '../../../ui/CodeBlock';
import { texts } from '../../../texts';
import { snippets, type SnippetTarget } from '.';

const words = texts.developer.snippets;

interface Props {
  readonly target: SnippetTarget;
  /** What has to be said of the stream for EventSource alone. */
  readonly eventSourceFields: ReactNode;
}

/** Programs that are ready to run, one for each kind of client. */
export function SnippetTabs({ target, eventSourceFields }: Props) {
  const all = snippets(target);
  const [chosen, choose] = useState<string | number>(all[0]?.key ?? '');
  return (
    <Tabs activeKey={chosen} onSelect={(_, key) => choose(key)} aria-label={words.kinds} isBox mountOnEnter unmountOnExit>
      {all.map((snippet) => (
        <Tab key={snippet.key} eventKey={snippet.key} title={<TabTitleText>{words.names[snippet.key]}</TabTitleText>}>
          <Content component="p">
            {snippet.command === '' ? words.page(snippet.fileName) : words.program(snippet.fileName)} {snippet.command !== '' && <code>{snippet.command}</code>}
          </Content>
          {snippet.key === 'event-source' && eventSourceFields}
          <CodeBlock code={snippet.code} copyLabel={words.copy(words.names[snippet.key])} />
        </Tab>
      ))}
    </Tabs>
  );
}
