import type { Deployment } from './shapes';

/** How a deployment stands at the end of the second that the publisher waits for gateways. */
export type DeployResult = 'everywhere' | 'pending' | 'failed' | 'noGateway';

/** Returns the worst of what gateways say in all environments. */
export function deployResult(deployments: readonly Deployment[], isPending: boolean): DeployResult {
  if (deployments.some((each) => each.failedGatewayCount > 0)) {
    return 'failed';
  }
  if (deployments.some((each) => each.liveGatewayCount === 0)) {
    return 'noGateway';
  }
  return isPending || deployments.some((each) => each.deployedGatewayCount < each.liveGatewayCount) ? 'pending' : 'everywhere';
}

/** Returns whether a result needs no look at gateways. */
export function isGood(result: DeployResult): boolean {
  return result === 'everywhere' || result === 'pending';
}
