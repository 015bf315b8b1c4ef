import type { Api } from '../api/shapes';
import type { Revision } from '../deployment/shapes';

export type StepKey = 'develop' | 'deploy' | 'publish';

/** What keeps a step from being done. */
export type Missing = 'endpoint' | 'topic' | 'plan' | 'deployment' | 'gateways' | 'publication' | 'blocked' | 'retired';

export interface Step {
  readonly key: StepKey;
  readonly state: 'done' | 'next' | 'later';
  /** Empty: nothing. */
  readonly missing: readonly Missing[];
}

function missingInLife(state: string): readonly Missing[] {
  switch (state) {
    case 'PUBLISHED':
    case 'PROTOTYPED':
    case 'DEPRECATED':
      return [];
    case 'BLOCKED':
      return ['blocked'];
    case 'RETIRED':
      return ['retired'];
    default:
      return ['publication'];
  }
}

/** Returns the way of an API to its users, with what is missing for each step; the first that is not done is the next. */
export function stepsOf(api: Api, revisions: readonly Revision[]): readonly Step[] {
  const missing: Readonly<Record<StepKey, readonly Missing[]>> = {
    develop: missingInDesign(api),
    deploy: missingInDeployment(revisions),
    publish: missingInLife(api.lifeCycleStatus),
  };
  const keys: readonly StepKey[] = ['develop', 'deploy', 'publish'];
  const next = keys.find((key) => missing[key].length > 0);
  return keys.map((key) => ({
    key,
    missing: missing[key],
    state: missing[key].length === 0 ? 'done' : key === next ? 'next' : 'later',
  }));
}

function missingInDesign(api: Api): readonly Missing[] {
  const { production_endpoints: production, sandbox_endpoints: sandbox } = api.endpointConfig;
  return [
    ...(production === undefined && sandbox === undefined ? (['endpoint'] as const) : []),
    ...(api.operations.length === 0 ? (['topic'] as const) : []),
    ...(api.policies.length === 0 ? (['plan'] as const) : []),
  ];
}

/** A deployment that no gateway has yet is none that a client could use. */
function missingInDeployment(revisions: readonly Revision[]): readonly Missing[] {
  const deployments = revisions.flatMap((revision) => revision.deploymentInfo);
  if (deployments.length === 0) {
    return ['deployment'];
  }
  return deployments.some((deployment) => deployment.deployedGatewayCount > 0) ? [] : ['gateways'];
}
