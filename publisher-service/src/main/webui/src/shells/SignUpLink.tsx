import { useQuery } from '@tanstack/react-query';
import { settingsQuery } from '../session/session';
import { texts } from '../texts';

/** Where people make an account, if the installation lets them; a page of the server's. */
export function SignUpLink() {
  const settings = useQuery(settingsQuery).data;
  if (settings === undefined || settings.signUp === 'off' || !settings.ownAccounts) {
    return null;
  }
  return (
    <a className="pf-v6-c-button pf-m-link pf-m-small" href="/portal/sign-up">
      <span className="pf-v6-c-button__text">{texts.shell.signUp}</span>
    </a>
  );
}
