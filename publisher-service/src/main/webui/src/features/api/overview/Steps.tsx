import { Alert, Card, CardBody, CardTitle } from '@patternfly/react-core';
import { ProblemView } from '../../../shared/ProblemView';
import { StateDot, type Tone } from '../../../shared/StateDot';
import { texts } from '../../../texts';
import type { Api } from '../api/shapes';
import { StepAction } from './StepAction';
import type { Step } from './progress';
import { useStepMoves } from './useStepMoves';

const TONES: Readonly<Record<Step['state'], Tone>> = { done: 'good', next: 'waiting', later: 'off' };

interface Props {
  readonly api: Api;
  readonly steps: readonly Step[];
}

/** Develop, Deploy, Publish: what is done, and what is missing for the next. */
export function Steps({ api, steps }: Props) {
  const words = texts.overview.steps;
  const moves = useStepMoves(api.id);
  return (
    <Card>
      <CardTitle component="h3">{words.title}</CardTitle>
      <CardBody>
        {moves.error !== null && <ProblemView error={moves.error} />}
        {moves.said !== null && <Alert isInline isLiveRegion variant="success" title={moves.said} className="sluice-gap-below" />}
        <ol className="sluice-steps">
          {steps.map((step) => (
            <li key={step.key} className={`sluice-step sluice-step--${step.state}`} aria-current={step.state === 'next' ? 'step' : undefined}>
              <strong>{words[step.key].name}</strong>
              <StateDot tone={TONES[step.state]} label={words.states[step.state]} />
              {step.missing.length === 0 ? (
                <span>{step.key === 'publish' && api.lifeCycleStatus === 'DEPRECATED' ? words.deprecated : words[step.key].done}</span>
              ) : (
                <ul>
                  {step.missing.map((missing) => (
                    <li key={missing}>{words.missing[missing]}</li>
                  ))}
                </ul>
              )}
              {step.state === 'next' && <StepAction api={api} step={step} moves={moves} />}
            </li>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}
