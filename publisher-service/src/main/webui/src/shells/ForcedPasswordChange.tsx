import { PageSection, Title } from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { PasswordForm } from '../features/identity/account/PasswordForm';
import { sessionQuery } from '../session/session';
import { texts } from '../texts';

/** What a user sees, and nothing else, whose password has to be changed first. */
export function ForcedPasswordChange() {
  const client = useQueryClient();
  return (
    <PageSection className="sluice-form">
      <Title headingLevel="h1">{texts.account.forcedTitle}</Title>
      <p>{texts.account.forcedBody}</p>
      <PasswordForm onChanged={() => void client.invalidateQueries({ queryKey: sessionQuery.queryKey })} />
    </PageSection>
  );
}
