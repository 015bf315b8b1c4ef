import { Outlet } from '@tanstack/react-router';
import { texts } from '../../texts';
import { DEVELOPER_SCOPES } from '../scopes';
import { Shell, type ShellLink } from '../Shell';

const LINKS: readonly ShellLink[] = [
  { to: '/devportal', label: texts.shell.apis },
  { to: '/devportal/applications', label: texts.shell.applications, scopes: DEVELOPER_SCOPES },
];

/** Visitors see the catalogue; what needs a user asks for a sign-in by itself. */
export function DevportalShell() {
  return (
    <Shell name={texts.shell.devportal} home="/devportal" links={LINKS}>
      <Outlet />
    </Shell>
  );
}
