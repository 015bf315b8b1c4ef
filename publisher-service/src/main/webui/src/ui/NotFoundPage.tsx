import { PageSection } from '@patternfly/react-core';
import { Link } from '@tanstack/react-router';
import { texts } from '../texts';
import { EmptyPage } from './EmptyPage';

export function NotFoundPage() {
  return (
    <PageSection>
      <EmptyPage title={texts.common.notFoundTitle} body={texts.common.notFoundBody} action={<Link to="/devportal">{texts.common.home}</Link>} />
    </PageSection>
  );
}
