import { Outlet } from '@tanstack/react-router';
import { texts } from '../../texts';
import { ADMIN_SCOPES } from '../scopes';
import { Shell, type ShellLink } from '../Shell';
import { SignedInOnly } from '../SignedInOnly';

const LINKS: readonly ShellLink[] = [
  { to: '/admin', label: texts.shell.users },
  { to: '/admin/business-plans', label: texts.plans.subscription.title },
  { to: '/admin/application-plans', label: texts.plans.application.title },
  { to: '/admin/deny-rules', label: texts.denyRules.title },
  { to: '/admin/usage', label: texts.usage.title },
  { to: '/admin/key-managers', label: texts.keyManagers.title },
  { to: '/admin/environments', label: texts.operation.environments },
  { to: '/admin/upstreams', label: texts.operation.upstreams },
  { to: '/admin/webhooks', label: texts.webhooks.title },
  { to: '/admin/audit', label: texts.audit.title },
];

export function AdminShell() {
  return (
    <Shell name={texts.shell.admin} home="/admin" links={LINKS}>
      <SignedInOnly portal={texts.shell.admin} scopes={ADMIN_SCOPES}>
        <Outlet />
      </SignedInOnly>
    </Shell>
  );
}
