import { Alert, Card, CardBody, CardTitle } from '@patternfly/react-core';
import { ProblemView } from '../../../ui/ProblemView';
import { StateDot } from '../../../ui/StateDot';
import { texts } from '../../../texts';
import type { Api } from '../api/shapes';
import { StepAction } from './StepAction';
import type { Overview, Step } from './shapes';
import { useStepMoves } from './useStepMoves';

interface Props {
  readonly api: Api;
  readonly overview: Overview;
}

/** Develop, Deploy, Publish: what is done, and what is missing for the next. */
export function Steps({ api, overview }: Props) {
  const words = texts.overview.steps;
  const moves = useStepMoves(api.id);
  return (
    <Card>
      <CardTitle component="h3">{words.title}</CardTitle>
      <CardBody>
        {moves.error !== null && <ProblemView error={moves.error} />}
        {moves.said !== null && <Alert isInline isLiveRegion variant={moves.isGood ? 'success' : 'warning'} title={moves.said} className="sluice-gap-below" />}
        <ol className="sluice-steps">
          {overview.steps.map((step) => {
            const isNext = step.name === overview.next;
            return (
              <li key={step.name} className={isNext ? 'sluice-step sluice-step--next' : 'sluice-step'} aria-current={isNext ? 'step' : undefined}>
                <strong>{lookup(words.names, step.name)}</strong>
                {step.done ? (
                  <StateDot tone="good" label={words.states.done} />
                ) : (
                  <StateDot tone={isNext ? 'waiting' : 'off'} label={isNext ? words.states.next : words.states.later} />
                )}
                <Said step={step} state={overview.state} />
                {isNext && <StepAction api={api} step={step} moves={moves} />}
              </li>
            );
          })}
        </ol>
      </CardBody>
    </Card>
  );
}

/** What is missing for a step; or, when nothing is, what that means. */
function Said({ step, state }: { readonly step: Step; readonly state: string }) {
  const words = texts.overview.steps;
  if (step.done) {
    const published: Readonly<Record<string, string>> = words.publishedAs;
    return <span>{(step.name === 'publish' ? published[state] : undefined) ?? lookup(words.done, step.name)}</span>;
  }
  return (
    <ul>
      {step.missing.map((missing) => (
        <li key={missing}>{lookup(words.missing, missing)}</li>
      ))}
    </ul>
  );
}

function lookup(known: Readonly<Record<string, string>>, key: string): string {
  return known[key] ?? key;
}
