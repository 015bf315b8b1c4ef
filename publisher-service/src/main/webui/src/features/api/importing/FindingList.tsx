import { Alert, Button, List, ListItem } from '@patternfly/react-core';
import type { EditorFinding } from '../../../ui/editor/Editor';
import { texts } from '../../../texts';
import type { Finding, Validation } from './shapes';

/** The place at the end of a message, which the link before it says, too. */
const PLACE = / \(line \d+, column \d+\)$/;

interface Props {
  readonly validation: Validation;
  readonly onLine: (line: number) => void;
}

/** What a check has found; each finding leads to its line. */
export function FindingList({ validation, onLine }: Props) {
  const words = texts.importing;
  const { isValid, info, errors, warnings } = validation;
  return (
    <>
      {errors.length > 0 && (
        <Alert isInline variant="danger" title={words.errors(errors.length)}>
          <Findings findings={errors} onLine={onLine} />
        </Alert>
      )}
      {warnings.length > 0 && (
        <Alert isInline variant="warning" title={info === undefined ? words.unusable : words.warnings(warnings.length)}>
          <Findings findings={warnings} onLine={onLine} />
        </Alert>
      )}
      {isValid && info !== undefined && <Alert isInline variant="success" title={words.valid(info.asyncAPIVersion)} />}
    </>
  );
}

function Findings({ findings, onLine }: { readonly findings: readonly Finding[]; readonly onLine: (line: number) => void }) {
  return (
    <List>
      {findings.map(({ code, message, line }, index) => (
        <ListItem key={`${index} ${code}`} className="sluice-break">
          {line !== undefined && (
            <Button variant="link" isInline onClick={() => onLine(line)}>
              {texts.importing.line(line)}
            </Button>
          )}{' '}
          <code>{code}</code>: {line === undefined ? message : message.replace(PLACE, '')}
        </ListItem>
      ))}
    </List>
  );
}

/** Returns the findings as marks in the editor; those without a line are at the first. */
export function marksOf({ errors, warnings }: Validation): readonly EditorFinding[] {
  const mark = (severity: EditorFinding['severity']) => (finding: Finding) => ({ line: finding.line ?? 1, severity, message: finding.message });
  return [...errors.map(mark('error')), ...warnings.map(mark('warning'))];
}
