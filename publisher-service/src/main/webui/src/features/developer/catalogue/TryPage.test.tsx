import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { renderAt, type Answers } from '../../../test/renderAt';
import { api, application, developer, key, subscription } from '../fixtures';
import { lastOf } from './TryPage';

const V3 = '/api/am/devportal/v3';
const KEYS = `${V3}/applications/${application.applicationId}/oauth-keys`;
const document = {
  asyncapi: '3.0.0',
  info: { title: 'Prices', version: '1.0.0' },
  channels: { memory: { address: '/memory', messages: { message: { payload: { type: 'object' } } } } },
  operations: { onMemory: { action: 'send', channel: { $ref: '#/channels/memory' } } },
};
const answers: Answers = {
  'GET /portal/session': developer,
  [`GET ${V3}/apis/${api.id}`]: api,
  [`GET ${V3}/apis/${api.id}/swagger`]: document,
  [`GET ${V3}/subscriptions`]: { count: 1, list: [subscription] },
  [`GET ${KEYS}`]: { count: 1, list: [key] },
  [`POST ${KEYS}/${key.keyMappingId}/generate-token`]: { accessToken: 'ey.token', validityTime: 3600 },
};

const events = () =>
  new Response('id: g.1.1\nevent: sluice.live\ndata: {}\n\nid: g.2.2\ndata: {"heap":42}\n\nevent: sluice.end\ndata: {"reason":"backend-ended"}\n\n', {
    headers: { 'Content-Type': 'text/event-stream', 'Sluice-Resume': 'live' },
  });

describe('Try it', () => {
  it('connects with the own application, and shows the last event beside its schema', async () => {
    const sent = await renderAt(`/devportal/apis/${api.id}/try`, { ...answers, 'GET http://localhost:8580/prices/1.0.0/memory': events });
    await userEvent.click(await screen.findByRole('button', { name: 'Connect' }));
    expect(await screen.findByText(/"heap": 42/)).toBeTruthy();
    expect(sent.find(({ path }) => path.endsWith('/memory'))?.headers.get('Authorization')).toBe('Bearer ey.token');
  });

  it('leads to a subscription where there is none', async () => {
    await renderAt(`/devportal/apis/${api.id}/try`, { ...answers, [`GET ${V3}/subscriptions`]: { count: 0, list: [] } });
    expect(await screen.findByText('Subscribe first')).toBeTruthy();
  });

  it('leads to the application where that has no keys', async () => {
    await renderAt(`/devportal/apis/${api.id}/try`, { ...answers, [`GET ${KEYS}`]: { count: 0, list: [] } });
    expect(await screen.findByRole('link', { name: 'To the application' })).toBeTruthy();
  });
});

describe('the last event', () => {
  const row = (type: string, kind: 'event' | 'control' = 'event') => ({ number: 1, at: 0, kind, type, id: null, data: type });
  const rows = [row('price'), row('trade'), row('sluice.live', 'control')];

  it('is of the type, or of any where the document has no type', () => {
    expect(lastOf(rows, 'price')?.data).toBe('price');
    expect(lastOf(rows, 'message')?.data).toBe('trade');
    expect(lastOf(rows, 'other')).toBeUndefined();
  });
});
