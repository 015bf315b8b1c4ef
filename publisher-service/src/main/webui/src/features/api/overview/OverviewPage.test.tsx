import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { api, deployedOverview, environments, overview, revision } from '../../../test/fixtures';
import { answer, queryOf, refusal, renderAt, sessionWith, silence, type Answers } from '../../../test/renderAt';
import { texts } from '../../../texts';
import { labelOf } from '../api/UpstreamDot';

const API = '/api/am/publisher/v4/apis/a1';
const OVERVIEW = '/publisher/apis/a1/overview';
const words = texts.overview;

const known: Answers = {
  [`GET ${API}`]: answer(200, api, { ETag: '"2"' }),
  [`GET ${API}/overview`]: overview,
  [`GET ${API}/lifecycle-state`]: { state: 'CREATED', checkItems: [], availableTransitions: [{ event: 'Publish', targetState: 'PUBLISHED', streaming: { effect: 'opens', subscriptions: 0 } }], streaming: { deployed: true } },
  'GET /api/am/publisher/v4/environments': environments,
};

describe('the overview of an API', () => {
  it('says what the API is, and how it stands', async () => {
    await renderAt(OVERVIEW, known);

    expect(await screen.findByRole('heading', { level: 1, name: 'Prices' })).toBeTruthy();
    expect(await screen.findByText('http://localhost:8380')).toBeTruthy();
    expect(await screen.findByText(texts.api.upstream.states.idle)).toBeTruthy();
    expect(await screen.findByText('https://localhost:8243/prices/1.0.0')).toBeTruthy();
    expect(within(screen.getByRole('navigation', { name: texts.api.tabs.label })).getByRole('link', { current: 'page' }).textContent).toBe(texts.api.tabs.overview);
  });

  it('deploys a new revision to the environments with one click', async () => {
    const requests = await renderAt(OVERVIEW, {
      ...known,
      [`POST ${API}/revisions`]: answer(201, { ...revision, deploymentInfo: [] }),
      [`POST ${API}/deploy-revision`]: answer(201, revision.deploymentInfo, { 'Sluice-Propagated': 'pending' }),
    });

    await userEvent.click(await screen.findByRole('button', { name: words.steps.deployAction }));

    expect(await screen.findByText(words.steps.deployed.pending)).toBeTruthy();
    const deploy = requests.find((request) => request.path.includes('deploy-revision'));
    expect(queryOf(deploy).get('revisionId')).toBe('r1');
    expect(deploy?.body).toEqual([{ name: 'Default', displayOnDevportal: true }]);
  });

  it('publishes with one click what gateways serve', async () => {
    const requests = await renderAt(OVERVIEW, {
      ...known,
      [`GET ${API}/overview`]: deployedOverview,
      [`GET ${API}/lifecycle-state`]: () =>
        answer(200, { state: 'CREATED', checkItems: [], availableTransitions: [{ event: 'Publish', targetState: 'PUBLISHED', streaming: { effect: 'opens', subscriptions: 0 } }], streaming: { deployed: true } }, { ETag: '"2"' }),
      'POST /api/am/publisher/v4/apis/change-lifecycle': { workflowStatus: 'APPROVED' },
    });

    await userEvent.click(await screen.findByRole('button', { name: words.steps.publishAction }));

    expect(await screen.findByText(words.steps.published)).toBeTruthy();
    const move = requests.find((request) => request.path.includes('change-lifecycle'));
    expect(queryOf(move).get('action')).toBe('Publish');
    expect(move?.headers.get('If-Match')).toBe('"2"');
  });

  it('leads to where what is missing in the design is given', async () => {
    const missing = { ...overview, steps: [{ name: 'develop', done: false, missing: ['endpoint'] }], next: 'develop' };
    await renderAt(OVERVIEW, { ...known, [`GET ${API}/overview`]: missing });

    expect(await screen.findByRole('link', { name: words.steps.seeEndpoints })).toHaveProperty('pathname', '/publisher/apis/a1/endpoints');
  });

  it('says of a third party\'s API that no gateway serves it', async () => {
    await renderAt(OVERVIEW, { ...known, [`GET ${API}`]: answer(200, { ...api, type: 'ASYNC', operations: [], advertiseInfo: { advertised: true } }, { ETag: '"2"' }) });

    expect(await screen.findByText(words.thirdParty)).toBeTruthy();
  });

  it('says that gateways serve an older design', async () => {
    await renderAt(OVERVIEW, { ...known, [`GET ${API}/overview`]: { ...deployedOverview, undeployedChanges: true } });
    expect(await screen.findByText(words.undeployed)).toBeTruthy();
  });

  it.each([
    [{ state: 'live', channels: 1, live: 1 }, 'Live'],
    [{ state: 'live', channels: 3, live: 3 }, 'Live, 3 connections'],
    [{ state: 'partly', channels: 3, live: 2 }, 'Partly live, 2 of 3 connections'],
    [{ state: 'refused', channels: 1, live: 0 }, 'Backend refuses'],
    [{ state: 'of-tomorrow', channels: 1, live: 0 }, 'of-tomorrow'],
  ])('says %o in words', (summary, label) => expect(labelOf(summary)).toBe(label));

  it('names the role of those who publish to a user who does not', async () => {
    await renderAt(OVERVIEW, { ...known, [`GET ${API}/overview`]: deployedOverview, ...sessionWith('apim:api_view', 'apim:api_create') });

    expect(await screen.findByText(words.steps.needsPublisher)).toBeTruthy();
    expect(screen.queryByRole('button', { name: words.steps.publishAction })).toBeNull();
  });

  it('shows that it loads', async () => {
    await renderAt(OVERVIEW, { [`GET ${API}`]: silence });
    expect(await screen.findByLabelText(texts.common.loading)).toBeTruthy();
  });

  it('says so when there is no such API', async () => {
    await renderAt(OVERVIEW, { [`GET ${API}`]: refusal(404, 'API Not Found', '') });
    expect(await screen.findByText('API Not Found')).toBeTruthy();
    expect(screen.getByText(texts.common.problem.notFound)).toBeTruthy();
  });
});
