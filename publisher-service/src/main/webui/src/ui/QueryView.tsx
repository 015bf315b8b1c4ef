import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Loading } from './Loading';
import { ProblemView } from './ProblemView';

interface Props<T> {
  readonly query: UseQueryResult<T>;
  /** Whether there is nothing to show; then `empty` is shown. */
  readonly isEmpty?: (data: T) => boolean;
  readonly empty?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** The four states of what is loaded: loading, problem, empty, data. Data that were loaded before stay on a problem. */
export function QueryView<T>({ query, isEmpty, empty, children }: Props<T>) {
  if (query.data === undefined) {
    return query.isError ? <ProblemView error={query.error} onRetry={() => void query.refetch()} /> : <Loading />;
  }
  return (
    <>
      {query.isError && <ProblemView error={query.error} onRetry={() => void query.refetch()} />}
      {isEmpty?.(query.data) === true ? empty : children(query.data)}
    </>
  );
}
