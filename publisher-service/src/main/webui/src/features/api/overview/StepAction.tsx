import { Button } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMay } from '../../../session/session';
import { texts } from '../../../texts';
import type { Api } from '../api/shapes';
import { lifecycleQuery } from '../lifecycle/queries';
import type { Step } from './shapes';
import type { StepMoves } from './useStepMoves';

/** Where what is missing in the design is given. */
const PAGES = [
  ['endpoint', '/publisher/apis/$apiId/endpoints', texts.overview.steps.seeEndpoints],
  ['topic', '/publisher/apis/$apiId/topics', texts.overview.steps.seeTopics],
  ['plan', '/publisher/apis/$apiId/subscriptions', texts.overview.steps.seePlans],
] as const;

interface Props {
  readonly api: Api;
  readonly step: Step;
  readonly moves: StepMoves;
}

/** The button that does what the next step needs; where more has to be decided, the link to where it is. */
export function StepAction({ api, step, moves }: Props) {
  const words = texts.overview.steps;
  const mayDeploy = useMay('apim:api_publish', 'apim:api_create', 'apim:api_manage');
  const [page] = PAGES.filter(([missing]) => step.missing.includes(missing));
  if (page !== undefined) {
    const [, to, label] = page;
    return (
      <Link to={to} params={{ apiId: api.id }}>
        {label}
      </Link>
    );
  }
  if (step.missing.includes('revision')) {
    return mayDeploy ? (
      <Button isLoading={moves.isBusy} isDisabled={moves.isBusy || !moves.isReady} onClick={moves.deploy}>
        {words.deployAction}
      </Button>
    ) : (
      <p>{words.needsPublisher}</p>
    );
  }
  if (step.name === 'deploy') {
    return (
      <Link to="/publisher/apis/$apiId/deployments" params={{ apiId: api.id }}>
        {words.seeDeployments}
      </Link>
    );
  }
  return step.name === 'publish' ? <PublishAction api={api} moves={moves} /> : null;
}

function PublishAction({ api, moves }: { readonly api: Api; readonly moves: StepMoves }) {
  const words = texts.overview.steps;
  const mayPublish = useMay('apim:api_publish', 'apim:api_manage');
  const lifecycle = useQuery(lifecycleQuery(api.id)).data;
  const transition = lifecycle?.value.availableTransitions.find((each) => each.targetState === 'PUBLISHED');
  if (!mayPublish) {
    return <p>{words.needsPublisher}</p>;
  }
  // Older versions raise questions that the lifecycle page asks.
  if (lifecycle === undefined || transition === undefined || lifecycle.value.checkItems.length > 0) {
    return (
      <Link to="/publisher/apis/$apiId/lifecycle" params={{ apiId: api.id }}>
        {words.seeLifecycle}
      </Link>
    );
  }
  return (
    <Button isLoading={moves.isBusy} isDisabled={moves.isBusy} onClick={() => moves.publish(transition.event, lifecycle.etag)}>
      {words.publishAction}
    </Button>
  );
}
