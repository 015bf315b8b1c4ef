import { PageSection } from '@patternfly/react-core';
import { PageHeader } from '../../../shared/PageHeader';
import { texts } from '../../../texts';
import { PasswordForm } from './PasswordForm';

export function AccountPage() {
  return (
    <>
      <PageHeader title={texts.shell.changePassword} intro={texts.account.intro} />
      <PageSection className="sluice-form">
        <PasswordForm />
      </PageSection>
    </>
  );
}
