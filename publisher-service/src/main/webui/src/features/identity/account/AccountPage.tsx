import { PageSection, Title } from '@patternfly/react-core';
import { texts } from '../../../texts';
import { PasswordForm } from './PasswordForm';

export function AccountPage() {
  return (
    <PageSection className="sluice-form">
      <Title headingLevel="h1">{texts.shell.changePassword}</Title>
      <p>{texts.account.intro}</p>
      <PasswordForm />
    </PageSection>
  );
}
