import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { queryOf, refusal, renderAt, type Answers } from '../../test/renderAt';
import { texts } from '../../texts';
import { application, developer } from '../developer/fixtures';

const ADMIN = '/api/am/admin/v4/usage';
const APPLICATION = `/api/am/devportal/v3/applications/${application.applicationId}`;
const counts = { deliveries: 1_200, bytes: 4_096, replayed: 30, opened: 3, closed: { client: 2 } };
const report = (...list: readonly object[]) => ({
  from: '2026-11-30T04:00:00Z',
  to: '2026-11-30T05:00:00Z',
  interval: 'hour',
  total: counts,
  count: list.length,
  list,
  pagination: { offset: 0, limit: 1_000, total: list.length },
});
const prices = { start: '2026-11-30T04:00:00Z', group: 'a1', name: 'Prices 1.0.0', ...counts };
const admin: Answers = { 'GET /portal/session': { user: 'root', roles: ['admin'], scopes: ['apim:admin'] }, [`GET ${ADMIN}`]: report(prices) };
const owner: Answers = { 'GET /portal/session': developer, [`GET ${APPLICATION}`]: application, [`GET ${APPLICATION}/usage`]: report(prices) };

describe('the use of everything', () => {
  it('is shown by API first, and by plan and time when asked for', async () => {
    const sent = await renderAt('/admin/usage', admin);
    expect(await screen.findByText('Prices 1.0.0')).toBeTruthy();
    const asked = () => queryOf(sent.filter(({ path }) => path.startsWith(ADMIN)).at(-1));
    expect(asked().get('groupBy')).toBe('api');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Show by' }), 'Plan');
    await waitFor(() => expect(asked().get('groupBy')).toBe('plan'));
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Show by' }), 'Time');
    await waitFor(() => expect([asked().get('groupBy'), asked().get('interval')]).toEqual([null, 'minute']));
  });

  it('is none, or says what is wrong', async () => {
    await renderAt('/admin/usage', { ...admin, [`GET ${ADMIN}`]: report() });
    expect(await screen.findByText(texts.usage.adminEmptyBody)).toBeTruthy();
    await renderAt('/admin/usage', { ...admin, [`GET ${ADMIN}`]: refusal(503, 'Busy', 'no database') });
    expect(await screen.findByText('no database')).toBeTruthy();
  });
});

describe('the use of an application', () => {
  it('is shown by API to its owner', async () => {
    const sent = await renderAt(`/devportal/applications/${application.applicationId}`, owner);
    const table = within(await screen.findByRole('grid', { name: 'Usage' }));
    expect(table.getByText('Prices 1.0.0')).toBeTruthy();
    expect(queryOf(sent.find(({ path }) => path.startsWith(`${APPLICATION}/usage`))).get('groupBy')).toBe('api');
  });

  it('is none', async () => {
    await renderAt(`/devportal/applications/${application.applicationId}`, { ...owner, [`GET ${APPLICATION}/usage`]: report() });
    expect(await screen.findByText(texts.usage.applicationEmptyBody)).toBeTruthy();
  });
});
