import { describe, expect, it } from 'vitest';
import { api, revision } from '../../../test/fixtures';
import { apiShape } from '../api/shapes';
import { revisionShape } from '../deployment/shapes';
import { stepsOf } from './progress';

const designed = apiShape.parse(api);
const deployed = revisionShape.parse(revision);
const states = (...args: Parameters<typeof stepsOf>) => stepsOf(...args).map((step) => step.state);

describe('the way of an API to its users', () => {
  it('begins with what the design lacks', () => {
    const steps = stepsOf({ ...designed, endpointConfig: {}, policies: [] }, []);

    expect(steps.map((step) => step.state)).toEqual(['next', 'later', 'later']);
    expect(steps[0]?.missing).toEqual(['endpoint', 'plan']);
  });

  it('goes on with the deployment', () => {
    expect(states(designed, [])).toEqual(['done', 'next', 'later']);
    expect(states(designed, [{ ...deployed, deploymentInfo: [] }])).toEqual(['done', 'next', 'later']);
  });

  it('takes no deployment for done that no gateway has', () => {
    const waiting = { ...deployed, deploymentInfo: deployed.deploymentInfo.map((each) => ({ ...each, deployedGatewayCount: 0 })) };

    expect(stepsOf(designed, [waiting])[1]).toEqual({ key: 'deploy', state: 'next', missing: ['gateways'] });
  });

  it('ends with the publication', () => {
    expect(states(designed, [deployed])).toEqual(['done', 'done', 'next']);
    expect(states({ ...designed, lifeCycleStatus: 'PUBLISHED' }, [deployed])).toEqual(['done', 'done', 'done']);
  });

  it('says that a blocked API is not at its users', () => {
    expect(stepsOf({ ...designed, lifeCycleStatus: 'BLOCKED' }, [deployed])[2]?.missing).toEqual(['blocked']);
  });
});
