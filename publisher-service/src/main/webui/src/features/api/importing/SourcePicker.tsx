import { Button, FileUpload, FormGroup, TextInput, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import { useState } from 'react';
import { Field, describedBy } from '../../../ui/Field';
import { texts } from '../../../texts';
import { addressRule } from '../create/rules';

type Kind = 'file' | 'url' | 'text';

interface Props {
  readonly isBusy: boolean;
  readonly onText: (text: string) => void;
  readonly onUrl: (url: string) => void;
}

const KINDS: readonly Kind[] = ['file', 'url', 'text'];
const URL_FIELD = 'import-url';
const MAX_BYTES = 2 * 1024 * 1024;

/** Where the document comes from. */
export function SourcePicker({ isBusy, onText, onUrl }: Props) {
  const words = texts.importing;
  const [kind, setKind] = useState<Kind>('file');
  return (
    <div className="sluice-stack sluice-form">
      <ToggleGroup aria-label={words.source}>
        {KINDS.map((each) => (
          <ToggleGroupItem key={each} buttonId={`source-${each}`} text={words.sources[each]} isSelected={kind === each} onChange={() => setKind(each)} />
        ))}
      </ToggleGroup>
      {kind === 'file' && <FileSource onText={onText} />}
      {kind === 'url' && <UrlSource isBusy={isBusy} onUrl={onUrl} />}
      {kind === 'text' && <p>{words.pasteHint}</p>}
    </div>
  );
}

function FileSource({ onText }: { readonly onText: (text: string) => void }) {
  const words = texts.importing;
  const [name, setName] = useState('');
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const take = async (file: File) => {
    setName(file.name);
    setWrong(file.size > MAX_BYTES ? words.tooLarge : undefined);
    if (file.size <= MAX_BYTES) {
      onText(await file.text());
    }
  };
  return (
    <Field id="import-file" label={words.sources.file} error={wrong} hint={words.fileHint}>
      <FileUpload
        id="import-file"
        hideDefaultPreview
        filename={name}
        filenamePlaceholder={words.dropFile}
        browseButtonText={words.browse}
        clearButtonText={texts.common.clear}
        isClearButtonDisabled={name === ''}
        onClearClick={() => setName('')}
        dropzoneProps={{ accept: { 'application/json': ['.json'], 'application/yaml': ['.yaml', '.yml'] } }}
        onFileInputChange={(_, file) => void take(file)}
      />
    </Field>
  );
}

function UrlSource({ isBusy, onUrl }: { readonly isBusy: boolean; readonly onUrl: (url: string) => void }) {
  const words = texts.importing;
  const [url, setUrl] = useState('');
  const wrong = url === '' ? undefined : (addressRule(url) ?? undefined);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onUrl(url);
      }}
    >
      <FormGroup>
        <Field id={URL_FIELD} label={words.sources.url} hint={words.urlHint} error={wrong}>
          <TextInput id={URL_FIELD} type="url" value={url} autoComplete="off" aria-describedby={describedBy(URL_FIELD)} onChange={(_, text) => setUrl(text)} />
        </Field>
      </FormGroup>
      <Button type="submit" variant="secondary" isLoading={isBusy} isDisabled={isBusy || url === '' || wrong !== undefined}>
        {words.fetch}
      </Button>
    </form>
  );
}
