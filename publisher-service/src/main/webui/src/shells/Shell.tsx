import {
  Brand,
  Button,
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadMain,
  MastheadToggle,
  Nav,
  NavItem,
  NavList,
  Page,
  PageSidebar,
  PageSidebarBody,
  PageToggleButton,
  SkipToContent,
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
} from '@patternfly/react-core';
import BarsIcon from '@patternfly/react-icons/dist/esm/icons/bars-icon';
import { Link, useLocation } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { SessionEndDialog } from '../session/SessionEndDialog';
import { sessionQuery, signIn } from '../session/session';
import logo from '../sluice.svg';
import { texts } from '../texts';
import { AccountMenu } from './AccountMenu';
import { PortalMenu } from './PortalMenu';
import { SignUpLink } from './SignUpLink';
import { ThemeMenu } from './ThemeMenu';

/** An entry of a portal's navigation. */
export interface ShellLink {
  readonly to: string;
  readonly label: string;
  /** One of these scopes shows it; none: everybody. */
  readonly scopes?: readonly string[];
}

interface Props {
  readonly name: string;
  readonly home: string;
  readonly links: readonly ShellLink[];
  readonly children: ReactNode;
}

const CONTENT = 'content';

/** What surrounds every page of a portal. */
export function Shell({ name, home, links, children }: Props) {
  const session = useQuery(sessionQuery).data ?? null;
  const path = useLocation({ select: (location) => location.pathname });
  const shown = links.filter((link) => link.scopes === undefined || link.scopes.some((scope) => session?.scopes.includes(scope)));
  const active = shown.filter((link) => path === link.to || path.startsWith(`${link.to}/`)).sort((a, b) => b.to.length - a.to.length)[0];
  const masthead = (
    <Masthead display={{ default: 'inline' }}>
      <MastheadMain>
        <MastheadToggle>
          <PageToggleButton variant="plain" aria-label={texts.shell.navigation}>
            <BarsIcon />
          </PageToggleButton>
        </MastheadToggle>
        <MastheadBrand>
          <Link to={home} className="sluice-brand">
            <Brand src={logo} alt="" />
            <span>
              <span className="sluice-brand__product">{texts.shell.product} </span>
              {name}
            </span>
          </Link>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isStatic>
          <ToolbarContent>
            <ToolbarGroup align={{ default: 'alignEnd' }} gap={{ default: 'gapNone' }}>
              <ToolbarItem>
                <PortalMenu current={name} />
              </ToolbarItem>
              <ToolbarItem>
                <ThemeMenu />
              </ToolbarItem>
              <ToolbarItem>{session === null && <SignUpLink />}</ToolbarItem>
              <ToolbarItem>
                {session === null ? (
                  <Button variant="primary" size="sm" onClick={() => signIn()}>
                    {texts.shell.signIn}
                  </Button>
                ) : (
                  <AccountMenu user={session.user} />
                )}
              </ToolbarItem>
            </ToolbarGroup>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  );
  const sidebar = (
    <PageSidebar>
      <PageSidebarBody>
        <Nav aria-label={texts.shell.navigation}>
          <NavList>
            {shown.map((link) => (
              <NavItem key={link.to} itemId={link.to} isActive={link === active}>
                <Link to={link.to}>{link.label}</Link>
              </NavItem>
            ))}
          </NavList>
        </Nav>
      </PageSidebarBody>
    </PageSidebar>
  );
  return (
    <Page
      masthead={masthead}
      sidebar={sidebar}
      isManagedSidebar
      isContentFilled
      mainContainerId={CONTENT}
      skipToContent={<SkipToContent href={`#${CONTENT}`}>{texts.shell.skipToContent}</SkipToContent>}
    >
      {children}
      <SessionEndDialog />
    </Page>
  );
}
