import ThIcon from '@patternfly/react-icons/dist/esm/icons/th-icon';
import { useNavigate } from '@tanstack/react-router';
import { useMay } from '../session/session';
import { texts } from '../texts';
import { Menu } from './Menu';
import { ADMIN_SCOPES, PUBLISHER_SCOPES } from './scopes';

/** The portals that this user may open. */
export function PortalMenu({ current }: { readonly current: string }) {
  const navigate = useNavigate();
  const isPublisher = useMay(...PUBLISHER_SCOPES);
  const isAdmin = useMay(...ADMIN_SCOPES);
  const portals = [
    { key: texts.shell.publisher, to: '/publisher', shown: isPublisher },
    { key: texts.shell.devportal, to: '/devportal', shown: true },
    { key: texts.shell.admin, to: '/admin', shown: isAdmin },
  ].filter((portal) => portal.shown);
  if (portals.length === 1) {
    return null;
  }
  return (
    <Menu
      label={texts.shell.portals}
      icon={<ThIcon />}
      items={portals.map(({ key, to }) => ({ key, label: key, isSelected: key === current, onSelect: () => void navigate({ to }) }))}
    />
  );
}
