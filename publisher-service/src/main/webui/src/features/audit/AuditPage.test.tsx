import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { queryOf, refusal, renderAt, silence, type Answers } from '../../test/renderAt';
import { texts } from '../../texts';

const AUDIT = '/api/am/admin/v4/audit';
const entry = {
  id: '7',
  time: '2026-11-30T04:16:59.294Z',
  user: 'ada',
  address: '127.0.0.1',
  requestId: 'r-9',
  kind: 'api',
  subjectId: 'a1',
  name: 'Prices',
  action: 'change',
  before: { description: 'old' },
  after: { description: 'new' },
};
const list = (...found: readonly object[]) => ({ count: found.length, list: found, pagination: { offset: 0, limit: 50, total: found.length } });
const session = { 'GET /portal/session': { user: 'root', roles: ['admin'], scopes: ['apim:admin'] } };
const answers: Answers = { ...session, [`GET ${AUDIT}`]: list(entry, { ...entry, id: '8', user: '', action: 'delete', before: undefined, after: undefined }) };

describe('the audit log', () => {
  it('shows who did what, and what was before and after', async () => {
    await renderAt('/admin/audit', answers);
    expect(await screen.findByText('ada')).toBeTruthy();
    expect(screen.getByText('Sluice itself')).toBeTruthy();
    await userEvent.click(screen.getAllByRole('button', { name: 'Details of api Prices' })[0] ?? document.body);
    expect(screen.getByText(/"description": "old"/)).toBeTruthy();
    expect(screen.getByText(/"description": "new"/)).toBeTruthy();
    expect(screen.getByText('r-9')).toBeTruthy();
  });

  it('is searched by the server', async () => {
    const sent = await renderAt('/admin/audit', answers);
    await userEvent.type(await screen.findByRole('textbox', { name: 'User' }), 'eve');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Action' }), 'deleted');
    await waitFor(() => {
      const last = sent.filter(({ path }) => path.startsWith(AUDIT)).at(-1);
      expect([queryOf(last).get('user'), queryOf(last).get('action'), queryOf(last).get('from')]).toEqual(['eve', 'delete', null]);
    });
  });

  it('loads, is empty, and says what is wrong', async () => {
    await renderAt('/admin/audit', { ...session, [`GET ${AUDIT}`]: silence });
    expect(await screen.findByLabelText(texts.common.loading)).toBeTruthy();
    await renderAt('/admin/audit', { ...session, [`GET ${AUDIT}`]: list() });
    expect(await screen.findByText(texts.audit.emptyTitle)).toBeTruthy();
    await renderAt('/admin/audit', { ...session, [`GET ${AUDIT}`]: refusal(503, 'Busy', 'no database') });
    expect(await screen.findByText('no database')).toBeTruthy();
  });
});
