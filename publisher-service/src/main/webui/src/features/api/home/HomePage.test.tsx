import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { queryOf, refusal, renderAt, sessionWith, silence } from '../../../test/renderAt';
import { texts } from '../../../texts';
import { requestOf } from './search';

const APIS = 'GET /api/am/publisher/v4/apis';
const words = texts.home;

const streaming = {
  topics: 1,
  endpoint: 'backend:8380',
  deployments: [{ environment: 'Default', revisionId: 'r1', revision: 1, deployedTime: '2026-11-30T01:16:59.688Z' }],
  upstreams: { state: 'backing-off', channels: 1, live: 0, reason: 'the backend refuses the connection' },
};

const list = (total: number) => ({
  count: Math.min(total, 1),
  list: total === 0 ? [] : [{ id: 'a1', name: 'Prices', description: '', context: '/prices', version: '1.0.0', lifeCycleStatus: 'PUBLISHED', type: 'SSE', streaming }],
  pagination: { offset: 0, limit: 24, total, next: '', previous: '' },
});

describe('the list of APIs', () => {
  it('shows each API with its state and how its backend is', async () => {
    await renderAt('/publisher/apis', { [APIS]: list(1) });

    expect(await screen.findByRole('link', { name: 'Prices' })).toHaveProperty('pathname', '/publisher/apis/a1/overview');
    expect(screen.getByText(texts.api.upstream.states['backing-off'])).toBeTruthy();
    expect(screen.getByText('the backend refuses the connection')).toBeTruthy();
    expect(screen.getByText(words.from('backend:8380'))).toBeTruthy();
    expect(screen.getByText('Published', { selector: '.pf-v6-c-label__text' })).toBeTruthy();
  });

  it('shows where each is deployed, as a table', async () => {
    await renderAt('/publisher/apis?view=table', { [APIS]: list(1) });

    expect(await screen.findByText(words.revisionAt(1, 'Default'))).toBeTruthy();
  });

  it('says that it loads', async () => {
    await renderAt('/publisher/apis', { [APIS]: silence });

    await screen.findByRole('heading', { level: 1, name: words.title });
    expect(screen.getAllByLabelText(texts.common.loading)).not.toHaveLength(0);
  });

  it('offers creators to make the first API', async () => {
    await renderAt('/publisher/apis', { [APIS]: list(0) });
    expect(await screen.findByRole('link', { name: words.create })).toHaveProperty('pathname', '/publisher/create');
  });

  it('does not offer to make an API without the role', async () => {
    await renderAt('/publisher/apis', { [APIS]: list(0), ...sessionWith('apim:api_view', 'apim:api_publish') });

    expect(await screen.findByText(words.emptyBodyOthers)).toBeTruthy();
    expect(screen.queryByRole('link', { name: words.create })).toBeNull();
  });

  it('says what went wrong, with the number of the request', async () => {
    await renderAt('/publisher/apis', { [APIS]: refusal(503, 'Service Unavailable', 'The database does not answer.') });

    expect(await screen.findByText('The database does not answer.')).toBeTruthy();
    expect(screen.getByText('r-1')).toBeTruthy();
  });

  it('asks the server for what is searched', async () => {
    const requests = await renderAt('/publisher/apis?state=BLOCKED', { [APIS]: list(0) });

    await userEvent.type(await screen.findByRole('textbox', { name: words.search }), 'pri');

    await waitFor(() => {
      const last = requests.filter((request) => request.path.startsWith('/api/am/publisher/v4/apis?')).at(-1);
      expect(queryOf(last).get('query')).toBe('pri status:"BLOCKED"');
    });
    expect(await screen.findByText(words.noneTitle)).toBeTruthy();
  });
});

describe('the request of a view', () => {
  it('asks for the newest first when nothing is said', () => {
    expect(requestOf({})).toBe('/api/am/publisher/v4/apis?sortBy=createdTime&sortOrder=desc&limit=24&offset=0');
  });

  it('asks for the page that is looked at', () => {
    expect(requestOf({ page: 3, sort: 'apiName-asc' })).toContain('sortBy=apiName&sortOrder=asc&limit=24&offset=48');
  });
});

describe('what is delivered now', () => {
  it('is shown on the cards, and does not count as use of the session', async () => {
    const sent = await renderAt('/publisher/apis', {
      [APIS]: list(1),
      'GET /api/am/publisher/v4/usage/live': { count: 1, list: [{ apiId: 'a1', clients: 12, eventsPerSecond: 3.4 }] },
    });
    expect(await screen.findByText('12 clients, 3.4 events/s')).toBeTruthy();
    const asked = sent.find(({ path }) => path.startsWith('/api/am/publisher/v4/usage/live'));
    expect([queryOf(asked).get('apiIds'), asked?.headers.get('Sluice-Background')]).toEqual(['a1', 'true']);
  });

  it('is left out while it is not known', async () => {
    await renderAt('/publisher/apis', { [APIS]: list(1) });
    expect(await screen.findByRole('link', { name: 'Prices' })).toBeTruthy();
    expect(screen.queryByText(/events\/s/)).toBeNull();
  });
});
