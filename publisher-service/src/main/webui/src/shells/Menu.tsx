import { Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core';
import { useState, type ReactNode } from 'react';

interface Item {
  readonly key: string;
  readonly label: string;
  readonly isSelected?: boolean;
  readonly onSelect: () => void;
}

interface Props {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly text?: string;
  readonly items: readonly Item[];
}

/** A menu of the masthead. */
export function Menu({ label, icon, text, items }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      popperProps={{ position: 'right' }}
      shouldFocusToggleOnSelect
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant={text === undefined ? 'plain' : 'plainText'}
          aria-label={label}
          isExpanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          icon={icon}
        >
          {text !== undefined && <span className="sluice-menu__text">{text}</span>}
        </MenuToggle>
      )}
    >
      <DropdownList>
        {items.map((item) => (
          <DropdownItem key={item.key} isSelected={item.isSelected === true} onClick={item.onSelect}>
            {item.label}
          </DropdownItem>
        ))}
      </DropdownList>
    </Dropdown>
  );
}
