import { texts } from '../../texts';
import { PUBLISHER_SCOPES } from '../scopes';
import { Shell, type ShellLink } from '../Shell';
import { SignedInOnly } from '../SignedInOnly';
import { Outlet } from '@tanstack/react-router';

const LINKS: readonly ShellLink[] = [
  { to: '/publisher/apis', label: texts.shell.apis },
  { to: '/publisher/scopes', label: texts.scopes.title },
];

export function PublisherShell() {
  return (
    <Shell name={texts.shell.publisher} home="/publisher" links={LINKS}>
      <SignedInOnly portal={texts.shell.publisher} scopes={PUBLISHER_SCOPES}>
        <Outlet />
      </SignedInOnly>
    </Shell>
  );
}
