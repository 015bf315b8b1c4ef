import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { api } from '../../../test/api';
import { queryOf, refusal, renderAt, silence, type Answers } from '../../../test/renderAt';
import { texts } from '../../../texts';
import { linesOf } from '../../usage/report';

const { id } = api();
const REST = `/api/am/publisher/v4/apis/${id}`;
const counts = { deliveries: 1_200, bytes: 4_096, replayed: 30, opened: 3, closed: { client: 2, quota: 1 } };
const none = { deliveries: 0, bytes: 0, replayed: 0, opened: 0, closed: {} };
const report = (...list: readonly object[]) => ({
  from: '2026-11-30T04:00:00Z',
  to: '2026-11-30T05:00:00Z',
  interval: 'minute',
  total: list.length === 0 ? none : counts,
  count: list.length,
  list,
  pagination: { offset: 0, limit: 1_000, total: list.length },
});
const answers: Answers = { [`GET ${REST}`]: api(), [`GET ${REST}/usage`]: report({ start: '2026-11-30T04:01:00Z', ...counts }) };

describe('the use of an API', () => {
  it('is shown by time, asked for in the background', async () => {
    const sent = await renderAt(`/publisher/apis/${id}/usage`, answers);
    expect(await screen.findByText('2 by the client, 1 quota reached')).toBeTruthy();
    expect(screen.getAllByText('1,200')).toHaveLength(2);
    const asked = sent.find(({ path }) => path.startsWith(`${REST}/usage`));
    expect([queryOf(asked).get('interval'), queryOf(asked).get('groupBy'), asked?.headers.get('Sluice-Background')]).toEqual(['minute', null, 'true']);
  });

  it('is shown by plan, over a longer time', async () => {
    const sent = await renderAt(`/publisher/apis/${id}/usage`, answers);
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Show by' }), 'Plan');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Time' }), 'The last day');
    await waitFor(() => {
      const asked = queryOf(sent.filter(({ path }) => path.startsWith(`${REST}/usage`)).at(-1));
      expect([asked.get('interval'), asked.get('groupBy'), asked.get('combined')]).toEqual(['hour', 'plan', 'true']);
    });
  });

  it('loads, is none, and says what is wrong', async () => {
    await renderAt(`/publisher/apis/${id}/usage`, { ...answers, [`GET ${REST}/usage`]: silence });
    expect((await screen.findAllByLabelText(texts.common.loading)).length).toBeGreaterThan(0);
    await renderAt(`/publisher/apis/${id}/usage`, { ...answers, [`GET ${REST}/usage`]: report() });
    expect(await screen.findByText(texts.usage.emptyTitle)).toBeTruthy();
    await renderAt(`/publisher/apis/${id}/usage`, { ...answers, [`GET ${REST}/usage`]: refusal(503, 'Busy', 'no database') });
    expect(await screen.findByText('no database')).toBeTruthy();
  });

  it('is shown by group, the largest first', () => {
    const row = { start: '2026-11-30T04:01:00Z', ...counts };
    const lines = linesOf([{ ...row, group: 'a', name: 'Chart' }, { ...row, deliveries: 5_000, group: 'b' }, { ...row, deliveries: 1 }], 'application');
    expect(lines.map(({ name, deliveries }) => [name, deliveries])).toEqual([['b', 5_000], ['Chart', 1_200], [null, 1]]);
  });
});
