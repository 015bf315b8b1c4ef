import { Alert, AlertActionLink } from '@patternfly/react-core';
import { OWN_FAULT, problemOf, type Problem } from '../api/problem';
import { sessionGate } from '../session/gate';
import { texts } from '../texts';

interface Props {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** What happened, why, what to do, and the request's number. */
export function ProblemView({ error, onRetry }: Props) {
  const problem = problemOf(error);
  const retry = onRetry === undefined ? undefined : () => {
    sessionGate.askAgain();
    onRetry();
  };
  return (
    <Alert
      variant="danger"
      isInline
      title={problem.title}
      {...(retry && { actionLinks: <AlertActionLink onClick={retry}>{texts.common.retry}</AlertActionLink> })}
    >
      <div role="alert">
        {problem.description !== '' && <p>{problem.description}</p>}
        <p>{whatToDo(problem)}</p>
        {problem.requestId !== null && (
          <p>
            <small>
              {texts.common.requestId} <code>{problem.requestId}</code>
            </small>
          </p>
        )}
      </div>
    </Alert>
  );
}

/** Returns the next step for the user. */
export function whatToDo(problem: Problem): string {
  const words = texts.common.problem;
  if (problem.fields.length > 0) {
    return words.wrongFields;
  }
  switch (problem.status) {
    case OWN_FAULT:
      return words.ownFault;
    case 0:
      return words.noAnswer;
    case 401:
      // WSO2's clients expect 401, too, where a change is out of a user's scopes.
      return problem.title.includes('do not allow') ? words.notAllowed : words.signIn;
    case 403:
      return words.notAllowed;
    case 404:
      return words.notFound;
    case 412:
      return words.changed;
    case 429:
    case 503:
      return words.busy;
    default:
      return problem.status >= 500 ? words.unexpected : words.other;
  }
}
