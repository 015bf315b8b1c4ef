import { Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core';
import { useState } from 'react';
import { useMay } from '../../../session/session';
import { texts } from '../../../texts';
import { DeleteDialog } from './DeleteDialog';
import { NewVersionDialog } from './NewVersionDialog';

/** What can be done with an API as a whole, as far as the user may. */
export function ApiActions() {
  const [isOpen, setOpen] = useState(false);
  const [dialog, setDialog] = useState<'version' | 'delete' | null>(null);
  const mayCreate = useMay('apim:api_create', 'apim:api_manage');
  const mayDelete = useMay('apim:api_delete', 'apim:api_manage');
  const words = texts.actions;
  if (!mayCreate && !mayDelete) {
    return null;
  }
  const close = () => setDialog(null);
  return (
    <>
      <Dropdown
        isOpen={isOpen}
        onOpenChange={setOpen}
        onSelect={() => setOpen(false)}
        popperProps={{ position: 'right' }}
        shouldFocusToggleOnSelect
        toggle={(ref) => (
          <MenuToggle ref={ref} isExpanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {words.title}
          </MenuToggle>
        )}
      >
        <DropdownList>
          {mayCreate && <DropdownItem onClick={() => setDialog('version')}>{words.newVersion}</DropdownItem>}
          {mayDelete && (
            <DropdownItem isDanger onClick={() => setDialog('delete')}>
              {words.remove}
            </DropdownItem>
          )}
        </DropdownList>
      </Dropdown>
      {dialog === 'version' && <NewVersionDialog onClose={close} />}
      {dialog === 'delete' && <DeleteDialog onClose={close} />}
    </>
  );
}
