import { Alert, Button } from '@patternfly/react-core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../../session/session';
import { CodeEditor } from '../../../ui/CodeEditor';
import { ProblemView } from '../../../ui/ProblemView';
import { UnsavedDialog } from '../../../ui/UnsavedDialog';
import { useDebounced } from '../../../ui/useDebounced';
import { texts } from '../../../texts';
import { problemOf } from '../../../api/problem';
import { FindingList } from './FindingList';
import { useSaveDocument, validationQuery, type ApiDocument } from './queries';
import { findingsOf, type DocumentFinding } from './shapes';

const CHECK_AFTER_MS = 600;
const NONE: readonly DocumentFinding[] = [];

interface Props {
  readonly apiId: string;
  readonly stored: ApiDocument;
}

/** The document as text; it is checked while one types, and nothing is stored before Save. */
export function DefinitionEditor({ apiId, stored }: Props) {
  const words = texts.definition;
  const mayEdit = useMay('apim:api_create', 'apim:api_manage');
  const [begun, setBegun] = useState(stored);
  const [text, setText] = useState(stored.text);
  const [goTo, setGoTo] = useState<{ readonly line: number } | null>(null);
  const save = useSaveDocument(apiId);
  // Another edition is shown while nothing has been typed, and when it is what was typed: it has been saved.
  if (begun !== stored && (text === begun.text || text === stored.text)) {
    setBegun(stored);
    setText(stored.text);
  }
  const isDirty = text !== begun.text;
  const checked = useDebounced(text, CHECK_AFTER_MS);
  const check = useQuery({ ...validationQuery(checked), enabled: mayEdit && checked.trim() !== '', placeholderData: keepPreviousData });
  const refused = problemOf(save.error).fields;
  const findings =
    save.isError && refused.length > 0
      ? findingsOf({ errors: refused.map(({ field, reason }) => ({ code: field, message: reason })), warnings: [] })
      : check.data === undefined
        ? NONE
        : findingsOf(check.data);
  return (
    <div className="sluice-stack">
      <UnsavedDialog isDirty={isDirty && !save.isPending} />
      {save.isError && <ProblemView error={save.error} />}
      {save.isSuccess && !isDirty && <Alert isInline isLiveRegion variant="success" title={words.saved} />}
      <CodeEditor
        text={text}
        language={begun.format}
        label={words.text}
        readOnly={!mayEdit}
        findings={findings.filter(({ line }) => line > 0)}
        goTo={goTo}
        onChange={(typed) => {
          setText(typed);
          if (save.isError) {
            save.reset();
          }
        }}
      />
      {mayEdit && (
        <>
          <div className="sluice-actions">
            <Button isDisabled={!isDirty || save.isPending} isLoading={save.isPending} onClick={() => save.mutate({ text, format: begun.format, etag: begun.etag }, { onSuccess: setBegun })}>
              {texts.common.save}
            </Button>
            <Button variant="link" isDisabled={!isDirty} onClick={() => setText(begun.text)}>
              {words.discard}
            </Button>
          </div>
          {check.isError && <ProblemView error={check.error} onRetry={() => void check.refetch()} />}
          <FindingList findings={findings} isChecked={check.data !== undefined || save.isError} onGoTo={(line) => setGoTo({ line })} />
        </>
      )}
    </div>
  );
}
