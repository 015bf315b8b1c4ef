import { EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly body: string;
  /** The one next action. */
  readonly action?: ReactNode;
}

/** What is shown where there is nothing yet: why, and the one next action. */
export function EmptyPage({ title, body, action }: Props) {
  return (
    <EmptyState titleText={title} headingLevel="h2" variant="lg">
      <EmptyStateBody>{body}</EmptyStateBody>
      {action !== undefined && (
        <EmptyStateFooter>
          <EmptyStateActions>{action}</EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}
