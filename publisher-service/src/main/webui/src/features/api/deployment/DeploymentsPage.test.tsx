import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { api, environments, overview, revision } from '../../../test/fixtures';
import { answer, refusal, renderAt, sessionWith, silence, type Answers } from '../../../test/renderAt';
import { texts } from '../../../texts';
import { deployResult } from './deployResult';
import { gatewaySummary } from './gatewaySummary';
import { deploymentShape } from './shapes';

const API = '/api/am/publisher/v4/apis/a1';
const PAGE = '/publisher/apis/a1/deployments';
const words = texts.deployments;

const gateways = [
  { gatewayId: 'gateway-1', state: 'serving', deployment: 'applied', connections: 12, lastActive: '2026-11-30T01:16:59.688Z' },
  { gatewayId: 'gateway-2', state: 'serving', deployment: 'failed', reason: 'the record is too new', connections: 0, lastActive: '2026-11-30T01:16:59.688Z' },
];

const known: Answers = {
  [`GET ${API}`]: () => answer(200, api, { ETag: '"2"' }),
  [`GET ${API}/overview`]: overview,
  [`GET ${API}/revisions`]: { count: 1, list: [revision] },
  [`GET ${API}/deployments`]: { list: [{ ...revision.deploymentInfo[0], streaming: { gateways } }] },
  'GET /api/am/publisher/v4/environments': environments,
};

async function choose(action: string): Promise<void> {
  await userEvent.click(await screen.findByRole('button', { name: words.actionsOf('Revision 1') }));
  await userEvent.click(await screen.findByRole('menuitem', { name: new RegExp(`^${action}`) }));
}

describe('the deployments of an API', () => {
  it('shows which gateways have which revision, and how many may be kept', async () => {
    await renderAt(PAGE, known);

    expect(await screen.findByText(words.serve(2, 2))).toBeTruthy();
    expect(screen.getByText(words.used(1, 5))).toBeTruthy();
    const nodes = within(await screen.findByRole('grid', { name: words.nodes('Default') })).getAllByRole('row');
    expect(nodes[1]?.textContent).toContain('gateway-1');
    expect(nodes[2]?.textContent).toContain('the record is too new');
  });

  it('deploys the API as it is now', async () => {
    const requests = await renderAt(PAGE, {
      ...known,
      [`POST ${API}/revisions`]: answer(201, { ...revision, id: 'r2', deploymentInfo: [] }),
      [`POST ${API}/deploy-revision`]: answer(201, revision.deploymentInfo, { 'Sluice-Propagated': 'true' }),
    });

    await userEvent.click(await screen.findByRole('button', { name: words.create }));
    await userEvent.type(await screen.findByRole('textbox', { name: /^Description/ }), 'faster');
    await userEvent.click(screen.getByRole('button', { name: words.deploy }));

    expect(await screen.findByText(words.deployed.everywhere)).toBeTruthy();
    expect(requests.find((request) => request.method === 'POST')?.body).toEqual({ description: 'faster' });
    expect(requests.some((request) => request.path.endsWith('deploy-revision?revisionId=r2'))).toBe(true);
  });

  it('does not say that gateways serve what one of them could not apply', async () => {
    const [deployment] = revision.deploymentInfo;
    await renderAt(PAGE, {
      ...known,
      [`POST ${API}/revisions`]: answer(201, { ...revision, id: 'r2', deploymentInfo: [] }),
      [`POST ${API}/deploy-revision`]: answer(201, [{ ...deployment, deployedGatewayCount: 1, failedGatewayCount: 1 }], { 'Sluice-Propagated': 'true' }),
    });

    await userEvent.click(await screen.findByRole('button', { name: words.create }));
    await userEvent.click(await screen.findByRole('button', { name: words.deploy }));

    expect(await screen.findByText(words.deployed.failed)).toBeTruthy();
  });

  it('deploys the last revision that is kept once more when only its deployment has failed', async () => {
    let made = 4;
    const requests = await renderAt(PAGE, {
      ...known,
      [`GET ${API}/revisions`]: () => ({ count: made, list: [revision] }),
      [`POST ${API}/revisions`]: () => {
        made = 5;
        return answer(201, { ...revision, id: 'r5', deploymentInfo: [] });
      },
      [`POST ${API}/deploy-revision`]: refusal(503, 'Service Unavailable', 'Kafka does not answer'),
    });

    await userEvent.click(await screen.findByRole('button', { name: words.create }));
    const button = await screen.findByRole('button', { name: words.deploy });
    await userEvent.click(button);
    expect(await screen.findByText('Kafka does not answer')).toBeTruthy();
    expect(await screen.findByText(words.used(5, 5))).toBeTruthy();
    await userEvent.click(button);

    await waitFor(() => expect(requests.filter((request) => request.path.endsWith('deploy-revision?revisionId=r5'))).toHaveLength(2));
    expect(requests.filter((request) => request.method === 'POST' && request.path.endsWith('/revisions'))).toHaveLength(1);
  });

  it('says what undeploying does to clients before it does it', async () => {
    const requests = await renderAt(PAGE, { ...known, [`POST ${API}/undeploy-revision`]: answer(201, [], { 'Sluice-Propagated': 'true' }) });

    await choose(words.undeployFrom('Default'));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(words.confirmUndeploy.body)).toBeTruthy();
    await userEvent.click(within(dialog).getByRole('button', { name: words.undeploy }));

    expect(await screen.findByText(words.undeployed)).toBeTruthy();
    expect(requests.find((request) => request.method === 'POST')?.body).toEqual([{ name: 'Default' }]);
  });

  it('restores a revision after a confirmation', async () => {
    const requests = await renderAt(PAGE, { ...known, [`POST ${API}/restore-revision`]: answer(201, api) });

    await choose(words.restore);
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: words.restore }));

    expect(await screen.findByText(words.restored('Revision 1'))).toBeTruthy();
    expect(requests.some((request) => request.path.endsWith('restore-revision?revisionId=r1'))).toBe(true);
  });

  it('keeps the dialog with the words of a refusal', async () => {
    await renderAt(PAGE, { ...known, [`POST ${API}/revisions`]: refusal(400, 'Can not create API Revision', 'An API has at most 5 revisions') });

    await userEvent.click(await screen.findByRole('button', { name: words.create }));
    await userEvent.click(await screen.findByRole('button', { name: words.deploy }));

    expect(within(await screen.findByRole('dialog')).getByText('An API has at most 5 revisions')).toBeTruthy();
  });

  it('offers the first deployment where there is none', async () => {
    await renderAt(PAGE, { ...known, [`GET ${API}/revisions`]: { count: 0, list: [] } });

    expect(await screen.findByText(words.emptyTitle)).toBeTruthy();
    expect(screen.getAllByRole('button', { name: words.create })).toHaveLength(1);
  });

  it('offers nothing to users who may only read', async () => {
    await renderAt(PAGE, { ...known, ...sessionWith('apim:api_view') });

    expect(await screen.findByText(words.readOnly)).toBeTruthy();
    expect(screen.queryByRole('button', { name: words.create })).toBeNull();
  });

  it('shows that it loads, and what went wrong', async () => {
    await renderAt(PAGE, { ...known, [`GET ${API}/revisions`]: silence });
    expect(await screen.findByLabelText(texts.common.loading)).toBeTruthy();
  });
});

describe('the result of a deployment', () => {
  const deployment = deploymentShape.parse(revision.deploymentInfo[0]);

  it.each([
    [{}, false, 'everywhere'],
    [{}, true, 'pending'],
    [{ deployedGatewayCount: 1 }, false, 'pending'],
    [{ deployedGatewayCount: 1, failedGatewayCount: 1 }, false, 'failed'],
    [{ liveGatewayCount: 0, deployedGatewayCount: 0 }, false, 'noGateway'],
  ])('%o, pending %s, is %s', (counts, isPending, result) => expect(deployResult([{ ...deployment, ...counts }], isPending)).toBe(result));
});

describe('the gateways of a deployment', () => {
  const deployment = deploymentShape.parse(revision.deploymentInfo[0]);

  it.each([
    [{ deployedGatewayCount: 2 }, 'good'],
    [{ deployedGatewayCount: 1 }, 'waiting'],
    [{ deployedGatewayCount: 1, failedGatewayCount: 1 }, 'bad'],
    [{ liveGatewayCount: 0, deployedGatewayCount: 0 }, 'bad'],
  ])('%o is %s', (counts, tone) => expect(gatewaySummary({ ...deployment, ...counts }).tone).toBe(tone));
});
