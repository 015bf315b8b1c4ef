import type { Tone } from '../../../ui/StateDot';
import { texts } from '../../../texts';
import type { Deployment } from './shapes';

/** Returns how many of the live gateways serve a deployment, as a dot and words. */
export function gatewaySummary(deployment: Deployment): { readonly tone: Tone; readonly label: string } {
  const { liveGatewayCount: live, deployedGatewayCount: deployed, failedGatewayCount: failed } = deployment;
  const words = texts.deployments;
  if (failed > 0) {
    return { tone: 'bad', label: words.failed(failed, live) };
  }
  if (live === 0) {
    return { tone: 'bad', label: words.noGateway };
  }
  return { tone: deployed === live ? 'good' : 'waiting', label: words.serve(deployed, live) };
}
