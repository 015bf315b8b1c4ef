import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { refusal, renderAt, type Answers } from '../../../test/renderAt';
import { api, application, developer, key, subscription } from '../fixtures';
import { lastOf } from './TopicEvents';

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

  it('connects with an API key in the header that the API reads', async () => {
    const sent = await renderAt(`/devportal/apis/${api.id}/try`, {
      ...answers,
      [`GET ${V3}/apis/${api.id}`]: { ...api, securityScheme: ['oauth2', 'api_key'], apiKeyHeader: 'X-Key' },
      'GET http://localhost:8580/prices/1.0.0/memory': events,
    });
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Connect with' }), 'An API key');
    expect(screen.getByText('Fill in: API key.')).toBeTruthy();
    await userEvent.type(screen.getByLabelText('API key'), 'slk_live_1');
    await userEvent.click(screen.getByRole('button', { name: 'Connect' }));
    expect(await screen.findByText(/"heap": 42/)).toBeTruthy();
    const headers = sent.find(({ path }) => path.endsWith('/memory'))?.headers;
    expect([headers?.get('X-Key'), headers?.get('Authorization')]).toEqual(['slk_live_1', null]);
    expect(sent.some(({ path }) => path.endsWith('/generate-token'))).toBe(false);
  });

  it('needs no keys of an application where the API takes API keys alone, and says which topics they do not open', async () => {
    await renderAt(`/devportal/apis/${api.id}/try`, {
      ...answers,
      [`GET ${V3}/apis/${api.id}`]: { ...api, securityScheme: ['api_key'], operations: [{ target: '/memory', authType: 'Any', scopes: ['prices:read'] }] },
      [`GET ${KEYS}`]: { count: 0, list: [] },
    });
    expect(await screen.findByLabelText('API key')).toBeTruthy();
    expect(screen.queryByRole('combobox', { name: 'Connect with' })).toBeNull();
    expect(screen.getByText(/asks for the scope prices:read/)).toBeTruthy();
  });

  it('takes a token of another issuer where the application has a client there alone', async () => {
    const sent = await renderAt(`/devportal/apis/${api.id}/try`, {
      ...answers,
      [`GET ${KEYS}`]: { count: 1, list: [{ ...key, mode: 'MAPPED', keyManager: 'corp' }] },
      'GET http://localhost:8580/prices/1.0.0/memory': events,
    });
    await userEvent.type(await screen.findByLabelText('Access token'), 'ey.foreign');
    await userEvent.click(screen.getByRole('button', { name: 'Connect' }));
    expect(await screen.findByText(/"heap": 42/)).toBeTruthy();
    expect(sent.find(({ path }) => path.endsWith('/memory'))?.headers.get('Authorization')).toBe('Bearer ey.foreign');
  });

  it('shows an open topic to visitors, without a credential', async () => {
    const sent = await renderAt(`/devportal/apis/${api.id}/try`, {
      ...answers,
      'GET /portal/session': refusal(401, 'Unauthenticated', 'no session'),
      [`GET ${V3}/apis/${api.id}`]: { ...api, operations: [{ target: '/memory', authType: 'None' }, { target: '/prices/{symbol}', authType: 'Any' }] },
      'GET http://localhost:8580/prices/1.0.0/memory': events,
    });
    expect(await screen.findByText('This topic is open to all')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Connect' }));
    expect(await screen.findByText(/"heap": 42/)).toBeTruthy();
    expect(sent.find(({ path }) => path.endsWith('/memory'))?.headers.has('Authorization')).toBe(false);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Topic' }), '/prices/{symbol}');
    expect(await screen.findByText('Sign in for this topic')).toBeTruthy();
  });

  it('takes any application where no subscription is needed', async () => {
    const sent = await renderAt(`/devportal/apis/${api.id}/try`, {
      ...answers,
      [`GET ${V3}/apis/${api.id}`]: { ...api, isSubscriptionRequired: false, isSubscriptionAvailable: false, tiers: [] },
      [`GET ${V3}/applications`]: { count: 1, list: [application], pagination: { offset: 0, total: 1 } },
      'GET http://localhost:8580/prices/1.0.0/memory': events,
    });
    expect(await screen.findByText('No subscription is needed')).toBeTruthy();
    await userEvent.click(await screen.findByRole('button', { name: 'Connect' }));
    expect(await screen.findByText(/"heap": 42/)).toBeTruthy();
    expect(sent.some(({ path }) => path.startsWith(`${V3}/subscriptions`))).toBe(false);
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
