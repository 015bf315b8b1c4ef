import { PageSection } from '@patternfly/react-core';
import { PageHeader } from '../../../ui/PageHeader';
import { SignedInOnly } from '../../../shells/SignedInOnly';
import { texts } from '../../../texts';
import { PasswordForm } from './PasswordForm';

export function AccountPage() {
  return (
    <SignedInOnly portal={texts.shell.devportal} scopes={[]}>
      <PageHeader title={texts.shell.changePassword} intro={texts.account.intro} />
      <PageSection className="sluice-form">
        <PasswordForm />
      </PageSection>
    </SignedInOnly>
  );
}
