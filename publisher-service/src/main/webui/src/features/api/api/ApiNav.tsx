import { Nav, NavGroup, NavItem, NavList } from '@patternfly/react-core';
import { Link, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { texts } from '../../../texts';
import { API_TABS, type ApiTab } from './tabs';

const TABS: readonly ApiTab[] = [...API_TABS.first, ...API_TABS.configurations, ...API_TABS.last];

/** The pages of an API. On narrow screens it is folded below the name of the current one. */
export function ApiNav({ apiId }: { readonly apiId: string }) {
  const path = useLocation({ select: (location) => location.pathname });
  const [isOpen, setOpen] = useState(false);
  const current = TABS.find((tab) => isAt(tab, path, apiId));
  const words = texts.api.tabs;
  const item = (tab: ApiTab) => (
    <NavItem key={tab.to} itemId={tab.to} isActive={tab === current}>
      <Link to={tab.to} params={{ apiId }} aria-current={tab === current ? 'page' : undefined} onClick={() => setOpen(false)}>
        {tab.label}
      </Link>
    </NavItem>
  );
  return (
    <div className={isOpen ? 'sluice-api__nav sluice-api__nav--open' : 'sluice-api__nav'}>
      <button type="button" className="sluice-api__toggle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span>
          {words.pages}: {current?.label ?? ''}
        </span>
        <span aria-hidden="true">{isOpen ? '▴' : '▾'}</span>
      </button>
      <Nav aria-label={words.label}>
        <NavList>{API_TABS.first.map(item)}</NavList>
        <NavGroup title={words.configurations}>{API_TABS.configurations.map(item)}</NavGroup>
        <NavList>{API_TABS.last.map(item)}</NavList>
      </Nav>
    </div>
  );
}

function isAt(tab: ApiTab, path: string, apiId: string): boolean {
  const at = tab.to.replace('$apiId', encodeURIComponent(apiId));
  return path === at || path.startsWith(`${at}/`);
}
