import { Button, PageSection } from '@patternfly/react-core';
import { useState } from 'react';
import { CodeEditor } from '../../../ui/CodeEditor';
import { PageHeader } from '../../../ui/PageHeader';
import { ProblemView } from '../../../ui/ProblemView';
import { UnsavedDialog } from '../../../ui/UnsavedDialog';
import { texts } from '../../../texts';
import { CreatorOnly } from '../create/CreatorOnly';
import { FindingList, marksOf } from './FindingList';
import { ImportForm } from './ImportForm';
import { useValidate } from './queries';
import { languageOf, type Validation } from './shapes';
import { SourcePicker } from './SourcePicker';

/** Makes an API of an AsyncAPI document: from a file, an address, or text. */
export function ImportPage() {
  const words = texts.importing;
  const [text, setText] = useState('');
  const [checked, setChecked] = useState<string | null>(null);
  const [goTo, setGoTo] = useState<{ readonly line: number } | null>(null);
  const [isDone, setDone] = useState(false);
  const validation = useValidate();
  const check = (document: string) => {
    setText(document);
    validation.mutate({ text: document }, { onSuccess: () => setChecked(document) });
  };
  const fetchFrom = (url: string) =>
    validation.mutate(
      { url },
      {
        onSuccess: (found) => {
          const content = found.content ?? '';
          setText(content);
          setChecked(content);
        },
      },
    );
  // What was found is of the text that was checked, not of one that has been changed since.
  const found = validation.data !== undefined && checked === text ? validation.data : null;
  // What has been typed about a document outlasts its next change and check.
  const [usable, setUsable] = useState<{ readonly text: string; readonly info: NonNullable<Validation['info']> } | null>(null);
  if (found?.info !== undefined && found.info !== usable?.info) {
    setUsable({ text, info: found.info });
  }
  return (
    <CreatorOnly>
      <PageHeader title={words.title} intro={words.intro} />
      <PageSection>
        <div className="sluice-stack">
          <SourcePicker isBusy={validation.isPending} onText={check} onUrl={fetchFrom} />
          {validation.isError && <ProblemView error={validation.error} />}
          <div className="sluice-columns">
            <div className="sluice-stack">
              <CodeEditor
                text={text}
                language={languageOf(text)}
                label={words.document}
                findings={found === null ? [] : marksOf(found)}
                goTo={goTo}
                onChange={setText}
              />
              <div>
                <Button variant="secondary" isLoading={validation.isPending} isDisabled={validation.isPending || text.trim() === ''} onClick={() => check(text)}>
                  {words.check}
                </Button>
              </div>
            </div>
            <div className="sluice-stack" aria-live="polite">
              {found === null ? <p>{words.notChecked}</p> : <FindingList validation={found} onLine={(line) => setGoTo({ line })} />}
              {usable !== null && <ImportForm text={usable.text} info={usable.info} isOutdated={found?.info === undefined} onDone={() => setDone(true)} />}
            </div>
          </div>
        </div>
      </PageSection>
      <UnsavedDialog isDirty={text.trim() !== '' && !isDone} />
    </CreatorOnly>
  );
}
