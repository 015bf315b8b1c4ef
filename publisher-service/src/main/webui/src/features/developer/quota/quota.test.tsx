import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { refusal, renderAt, type Answers } from '../../../test/renderAt';
import { texts } from '../../../texts';
import { application, developer } from '../fixtures';
import { usedWords } from './words';

const ONE = `/api/am/devportal/v3/applications/${application.applicationId}`;
const PAGE = `/devportal/applications/${application.applicationId}`;
const none = { count: 0, list: [] };
const events = { type: 'events', limit: 2, unit: 'MINUTE', used: 2, left: 0, resetsAt: '2026-11-30T05:01:00Z' } as const;
const counter = { counter: 'subscription', subscriptionId: 's1', apiId: 'a1', apiName: 'Prices', apiVersion: '1.0.0', plan: 'Two', stopOnQuotaReach: true, limits: [events] };
const quota = (...list: readonly object[]) => ({ applicationId: application.applicationId, at: '2026-11-30T05:00:10Z', count: list.length, list });
const answers: Answers = {
  'GET /portal/session': developer,
  [`GET ${ONE}`]: application,
  [`GET ${ONE}/oauth-keys`]: none,
  [`GET ${ONE}/quota`]: quota({ counter: 'application', plan: 'Unlimited', stopOnQuotaReach: true, limits: [] }, counter),
  'GET /api/am/devportal/v3/subscriptions': none,
};

describe('the quota of an application', () => {
  it('says what is used of each limit, and when it resets, in the background', async () => {
    const sent = await renderAt(PAGE, answers);
    expect(await screen.findByText('2 of 2 events a minute')).toBeTruthy();
    expect(screen.getByText('Prices 1.0.0')).toBeTruthy();
    expect(sent.find(({ path }) => path.endsWith('/quota'))?.headers.get('Sluice-Background')).toBe('true');
  });

  it('says that nothing is limited', async () => {
    await renderAt(PAGE, { ...answers, [`GET ${ONE}/quota`]: quota({ ...counter, limits: [] }) });
    expect(await screen.findByText(texts.quota.emptyBody)).toBeTruthy();
  });

  it('says what is wrong', async () => {
    await renderAt(PAGE, { ...answers, [`GET ${ONE}/quota`]: refusal(503, 'Busy', 'not read yet') });
    expect(await screen.findByText('not read yet')).toBeTruthy();
  });

  it('has words for bytes and longer windows', () => {
    expect(usedWords({ ...events, type: 'bytes', limit: 10_485_760, used: 1_536, unit: '5 MINUTE' })).toBe('1.5 KiB of 10 MiB in 5 minutes');
  });
});
