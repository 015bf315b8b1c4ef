import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { refusal, session, showPortal, silence } from '../../../test/portal';
import { texts } from '../../../texts';
import { requestOf } from './search';

const APIS = 'GET /api/am/publisher/v4/apis';
const words = texts.home;

const list = (total: number) => ({
  count: Math.min(total, 1),
  list: total === 0 ? [] : [{ id: 'a1', name: 'Prices', description: '', context: '/prices', version: '1.0.0', lifeCycleStatus: 'PUBLISHED', type: 'SSE' }],
  pagination: { offset: 0, limit: 24, total, next: '', previous: '' },
});

describe('the list of APIs', () => {
  it('shows each API with its state and how its backend is', async () => {
    showPortal('/publisher/apis', {
      [APIS]: list(1),
      'GET /api/am/publisher/v4/apis/a1/upstreams': {
        count: 1,
        list: [{ environment: 'Default', keyType: 'PRODUCTION', path: '/x', status: 'live', since: '2026-01-01T00:00:00Z', events: 4, backendClass: 'A', relay: 'r1' }],
        pagination: { total: 1 },
      },
    });

    expect(await screen.findByRole('link', { name: 'Prices' })).toHaveProperty('pathname', '/publisher/apis/a1/overview');
    expect(await screen.findByText('Live')).toBeTruthy();
    expect(screen.getByText('Published', { selector: '.pf-v6-c-label__text' })).toBeTruthy();
  });

  it('says that it loads', async () => {
    showPortal('/publisher/apis', { [APIS]: silence });

    await screen.findByRole('heading', { level: 1, name: words.title });
    expect(screen.getAllByLabelText(texts.common.loading)).not.toHaveLength(0);
  });

  it('offers creators to make the first API, and nobody else', async () => {
    showPortal('/publisher/apis', { [APIS]: list(0) });
    expect(await screen.findByRole('link', { name: words.create })).toHaveProperty('pathname', '/publisher/create');
  });

  it('does not offer to make an API without the role', async () => {
    showPortal('/publisher/apis', { [APIS]: list(0), 'GET /portal/session': session(['apim:api_view', 'apim:api_publish']) });

    expect(await screen.findByText(words.emptyBodyOthers)).toBeTruthy();
    expect(screen.queryByRole('link', { name: words.create })).toBeNull();
  });

  it('says what went wrong, with the number of the request', async () => {
    showPortal('/publisher/apis', { [APIS]: refusal(503, 'Service Unavailable', 'The database does not answer.') });

    expect(await screen.findByText('The database does not answer.')).toBeTruthy();
    expect(screen.getByText('request-1')).toBeTruthy();
  });

  it('asks the server for what is searched', async () => {
    const { requests } = showPortal('/publisher/apis?state=BLOCKED', { [APIS]: list(0) });

    await userEvent.type(await screen.findByRole('textbox', { name: words.search }), 'pri');

    await waitFor(() => {
      const last = requests.filter((request) => new URL(request.url).pathname.endsWith('/apis')).at(-1);
      expect(new URL(last?.url ?? '').searchParams.get('query')).toBe('pri status:"BLOCKED"');
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
