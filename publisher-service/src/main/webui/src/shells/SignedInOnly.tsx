import { PageSection } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { sessionQuery, signIn } from '../session/session';
import { EmptyPage } from '../ui/EmptyPage';
import { Loading } from '../ui/Loading';
import { ProblemView } from '../ui/ProblemView';
import { texts } from '../texts';

const ForcedPasswordChange = lazy(async () => ({ default: (await import('./ForcedPasswordChange')).ForcedPasswordChange }));

interface Props {
  readonly portal: string;
  /** One of these is needed; empty: every user. */
  readonly scopes: readonly string[];
  readonly children: ReactNode;
}

/** Shows its children to users who have signed in and have one of the scopes; others are sent to sign in, or are told why not. */
export function SignedInOnly({ portal, scopes, children }: Props) {
  const session = useQuery(sessionQuery);
  const isVisitor = session.data === null;
  useEffect(() => {
    if (isVisitor) {
      signIn();
    }
  }, [isVisitor]);
  if (session.isError && session.data === undefined) {
    return (
      <PageSection>
        <ProblemView error={session.error} onRetry={() => void session.refetch()} />
      </PageSection>
    );
  }
  if (session.data === undefined || session.data === null) {
    return <Loading />;
  }
  if (session.data.mustChangePassword) {
    return (
      <Suspense fallback={<Loading />}>
        <ForcedPasswordChange />
      </Suspense>
    );
  }
  if (scopes.length > 0 && !scopes.some((scope) => session.data?.scopes.includes(scope))) {
    return (
      <PageSection>
        <EmptyPage title={texts.shell.notAllowedTitle} body={texts.shell.notAllowedBody(portal)} />
      </PageSection>
    );
  }
  return children;
}
