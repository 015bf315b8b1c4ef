import { Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemView } from '../../../ui/ProblemView';
import { saveFile } from '../../../ui/saveFile';
import { texts } from '../../../texts';
import type { Api } from '../api/shapes';
import { fetchDocument, type Format } from './queries';

const CHOICES: readonly { readonly version: string; readonly format: Format }[] = [
  { version: '3.0.0', format: 'yaml' },
  { version: '3.0.0', format: 'json' },
  { version: '2.6.0', format: 'yaml' },
  { version: '2.6.0', format: 'json' },
];

/** The document as a file, in the version and format that is wanted. */
export function DownloadMenu({ api }: { readonly api: Pick<Api, 'id' | 'name' | 'version'> }) {
  const [isOpen, setOpen] = useState(false);
  const words = texts.definition;
  const download = useMutation({
    mutationFn: async ({ version, format }: (typeof CHOICES)[number]) => {
      const { text } = await fetchDocument(api.id, { version, format });
      saveFile(`${api.name}-${api.version}-asyncapi-${version}.${format}`, text);
    },
  });
  return (
    <>
      <Dropdown
        isOpen={isOpen}
        onOpenChange={setOpen}
        onSelect={() => setOpen(false)}
        shouldFocusToggleOnSelect
        popperProps={{ position: 'right' }}
        toggle={(ref) => (
          <MenuToggle ref={ref} isExpanded={isOpen} isDisabled={download.isPending} onClick={() => setOpen(!isOpen)}>
            {words.download}
          </MenuToggle>
        )}
      >
        <DropdownList>
          {CHOICES.map((choice) => (
            <DropdownItem key={choice.version + choice.format} onClick={() => download.mutate(choice)}>
              {words.downloadAs(choice.version, choice.format.toUpperCase())}
            </DropdownItem>
          ))}
        </DropdownList>
      </Dropdown>
      {download.isError && <ProblemView error={download.error} />}
    </>
  );
}
