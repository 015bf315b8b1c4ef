import { Alert, Button, Title } from '@patternfly/react-core';
import { texts } from '../../../texts';
import type { DocumentFinding } from './shapes';

interface Props {
  readonly findings: readonly DocumentFinding[];
  /** Whether the check has said anything yet. */
  readonly isChecked: boolean;
  readonly onGoTo: (line: number) => void;
}

const MAX_SHOWN = 200;

/** What is wrong with a document, each with the way to its line. */
export function FindingList({ findings, isChecked, onGoTo }: Props) {
  const words = texts.definition;
  if (!isChecked) {
    return null;
  }
  if (findings.length === 0) {
    return <Alert isInline isPlain variant="success" title={words.noFindings} />;
  }
  return (
    <section aria-label={words.findings}>
      <Title headingLevel="h3">{words.findingsCount(findings.length)}</Title>
      <ul className="sluice-plain">
        {findings.slice(0, MAX_SHOWN).map((finding) => (
          <li key={`${finding.line} ${finding.pointer} ${finding.message}`}>
            <Alert isInline isPlain variant={finding.severity === 'error' ? 'danger' : 'warning'} title={<span className="sluice-break">{finding.message}</span>}>
              {finding.line > 0 && (
                <Button variant="link" isInline onClick={() => onGoTo(finding.line)}>
                  {words.line(finding.line)}
                </Button>
              )}{' '}
              <code className="sluice-break">{finding.pointer}</code>
            </Alert>
          </li>
        ))}
      </ul>
      {findings.length > MAX_SHOWN && <p>{texts.document.more(findings.length - MAX_SHOWN)}</p>}
    </section>
  );
}
