import { PageSection, Title } from '@patternfly/react-core';
import { useEffect } from 'react';
import { texts } from '../texts';

/** The end of a sign-in in a window of its own. */
export function SignedInPage() {
  useEffect(() => window.close(), []);
  return (
    <PageSection>
      <Title headingLevel="h1">{texts.shell.signedIn}</Title>
      <p>{texts.shell.signedInClose}</p>
    </PageSection>
  );
}
