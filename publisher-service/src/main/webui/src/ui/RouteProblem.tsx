import { PageSection } from '@patternfly/react-core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { ProblemView } from './ProblemView';

/** What is shown in the place of a page that failed. */
export function RouteProblem({ error, reset }: ErrorComponentProps) {
  return (
    <PageSection>
      <ProblemView error={error} onRetry={reset} />
    </PageSection>
  );
}
