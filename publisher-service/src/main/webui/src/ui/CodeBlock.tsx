import { CodeBlock as Block, CodeBlockAction, CodeBlockCode } from '@patternfly/react-core';
import { CopyButton } from './CopyButton';

interface Props {
  readonly code: string;
  readonly copyLabel?: string;
}

/** Text to paste, with a button that copies it. */
export function CodeBlock({ code, copyLabel }: Props) {
  return (
    <Block
      actions={
        <CodeBlockAction>
          <CopyButton text={code} {...(copyLabel !== undefined && { label: copyLabel })} />
        </CodeBlockAction>
      }
    >
      <CodeBlockCode tabIndex={0}>{code}</CodeBlockCode>
    </Block>
  );
}
