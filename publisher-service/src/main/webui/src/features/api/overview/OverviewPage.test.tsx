import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { api, environments, noUpstreams, revision } from '../../../test/fixtures';
import { answer, refusal, session, showPortal, silence, type Answers } from '../../../test/portal';
import { texts } from '../../../texts';

const API = '/api/am/publisher/v4/apis/a1';
const OVERVIEW = '/publisher/apis/a1/overview';
const words = texts.overview;

const known: Answers = {
  [`GET ${API}`]: answer(200, api, { ETag: '"2"' }),
  [`GET ${API}/upstreams`]: noUpstreams,
  [`GET ${API}/revisions`]: { count: 0, list: [] },
  [`GET ${API}/lifecycle-state`]: { state: 'CREATED', checkItems: [], availableTransitions: [{ event: 'Publish', targetState: 'PUBLISHED' }] },
  'GET /api/am/publisher/v4/environments': environments,
};

describe('the overview of an API', () => {
  it('says what the API is, and how it stands', async () => {
    showPortal(OVERVIEW, known);

    expect(await screen.findByRole('heading', { level: 1, name: 'Prices' })).toBeTruthy();
    expect(await screen.findByText('http://localhost:8380')).toBeTruthy();
    expect(await screen.findByText(texts.api.upstream.idle)).toBeTruthy();
    expect(await screen.findByText('https://gateway:8243/prices/1.0.0')).toBeTruthy();
    expect(within(screen.getByRole('navigation', { name: texts.api.tabs.label })).getByRole('link', { current: 'page' }).textContent).toBe(texts.api.tabs.overview);
  });

  it('deploys a new revision to the environments with one click', async () => {
    const { requests } = showPortal(OVERVIEW, {
      ...known,
      [`POST ${API}/revisions`]: answer(201, { ...revision, deploymentInfo: [] }),
      [`POST ${API}/deploy-revision`]: answer(201, revision.deploymentInfo, { 'Sluice-Propagated': 'pending' }),
    });

    await userEvent.click(await screen.findByRole('button', { name: words.steps.deploy.action }));

    expect(await screen.findByText(words.steps.deployedPending)).toBeTruthy();
    const deploy = requests.find((request) => request.url.includes('deploy-revision'));
    expect(new URL(deploy?.url ?? '').searchParams.get('revisionId')).toBe('r1');
    expect(await deploy?.json()).toEqual([{ name: 'Default', displayOnDevportal: true }]);
  });

  it('publishes with one click what gateways serve', async () => {
    const { requests } = showPortal(OVERVIEW, {
      ...known,
      [`GET ${API}/revisions`]: { count: 1, list: [revision] },
      [`GET ${API}/lifecycle-state`]: () =>
        answer(200, { state: 'CREATED', checkItems: [], availableTransitions: [{ event: 'Publish', targetState: 'PUBLISHED' }] }, { ETag: '"2"' }),
      'POST /api/am/publisher/v4/apis/change-lifecycle': { workflowStatus: 'APPROVED' },
    });

    await userEvent.click(await screen.findByRole('button', { name: words.steps.publish.action }));

    expect(await screen.findByText(words.steps.published)).toBeTruthy();
    const move = requests.find((request) => request.url.includes('change-lifecycle'));
    expect(new URL(move?.url ?? '').searchParams.get('action')).toBe('Publish');
    expect(move?.headers.get('If-Match')).toBe('"2"');
  });

  it('names the role of those who publish to a user who does not', async () => {
    showPortal(OVERVIEW, { ...known, [`GET ${API}/revisions`]: { count: 1, list: [revision] }, 'GET /portal/session': session(['apim:api_view', 'apim:api_create']) });

    expect(await screen.findByText(words.steps.needsPublisher)).toBeTruthy();
    expect(screen.queryByRole('button', { name: words.steps.publish.action })).toBeNull();
  });

  it('shows that it loads', async () => {
    showPortal(OVERVIEW, { [`GET ${API}`]: silence });
    expect(await screen.findByLabelText(texts.common.loading)).toBeTruthy();
  });

  it('says so when there is no such API', async () => {
    showPortal(OVERVIEW, { [`GET ${API}`]: refusal(404, 'API Not Found') });
    expect(await screen.findByText('API Not Found')).toBeTruthy();
    expect(screen.getByText(texts.common.problem.notFound)).toBeTruthy();
  });
});
