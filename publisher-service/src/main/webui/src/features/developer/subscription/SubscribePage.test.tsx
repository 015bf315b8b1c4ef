import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { refusal, renderAt, type Answers } from '../../../test/renderAt';
import { texts } from '../../../texts';
import { api, application, developer, key, subscription } from '../fixtures';

const V3 = '/api/am/devportal/v3';
const none = { count: 0, list: [], pagination: { offset: 0, total: 0 } };
const token = { accessToken: 'ey.token', validityTime: 3600 };
const plan = (name: string, requestCount: number) => ({ name, requestCount, unitTime: 1, timeUnit: 'days', stopOnQuotaReach: true });
const answers: Answers = {
  'GET /portal/session': developer,
  [`GET ${V3}/apis/${api.id}`]: api,
  [`GET ${V3}/apis/${api.id}/subscription-policies`]: [plan('AsyncUnlimited', -1), plan('AsyncGold', 50_000)],
  [`GET ${V3}/applications`]: none,
  [`POST ${V3}/applications`]: application,
  [`GET ${V3}/subscriptions`]: none,
  [`POST ${V3}/subscriptions`]: subscription,
  [`GET ${V3}/applications/${application.applicationId}/oauth-keys`]: none,
  [`POST ${V3}/applications/${application.applicationId}/generate-keys`]: { ...key, consumerSecret: 'the secret', token },
};

describe('from an API to running code', () => {
  it('takes three clicks, with an application made on the way', async () => {
    const sent = await renderAt(`/devportal/apis/${api.id}`, answers);

    const [subscribe] = await screen.findAllByRole('link', { name: 'Subscribe' });
    await userEvent.click(subscribe ?? document.body);
    await userEvent.click(await screen.findByRole('button', { name: 'Subscribe and get keys' }));
    await userEvent.click(await screen.findByRole('tab', { name: 'Python' }));

    expect(await screen.findByText(/"Bearer ey\.token"/)).toBeTruthy();
    expect(screen.getByText(/http:\/\/localhost:8580\/prices\/1\.0\.0\/memory/)).toBeTruthy();
    expect(sent.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body])).toEqual([
      [`${V3}/applications`, { name: 'Prices client', description: '', throttlingPolicy: 'Unlimited' }],
      [`${V3}/subscriptions`, { applicationId: application.applicationId, apiId: api.id, throttlingPolicy: 'AsyncUnlimited' }],
      [`${V3}/applications/${application.applicationId}/generate-keys`, { keyType: 'PRODUCTION', grantTypesToBeSupported: ['client_credentials'] }],
    ]);
    expect(screen.queryByText('the secret')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Show Consumer secret' }));
    expect(screen.getByText('the secret')).toBeTruthy();
  });

  it('goes on where it was refused, with what was made and typed', async () => {
    let isRefused = true;
    const sent = await renderAt(`/devportal/apis/${api.id}/subscribe`, {
      ...answers,
      [`POST ${V3}/subscriptions`]: () => (isRefused ? refusal(503, 'Busy', 'no database') : subscription),
    });
    const name = await screen.findByRole('textbox', { name: /Name of the application/ });
    await userEvent.clear(name);
    await userEvent.type(name, 'My screen');
    await userEvent.click(screen.getByRole('button', { name: 'Subscribe and get keys' }));
    expect(await screen.findByText('no database')).toBeTruthy();
    isRefused = false;
    await userEvent.click(screen.getByRole('button', { name: 'Subscribe and get keys' }));
    expect(await screen.findByText('Subscribed')).toBeTruthy();
    expect(sent.filter(({ method, path }) => method === 'POST' && path === `${V3}/applications`)).toHaveLength(1);
  });

  it('shows the words of the server at the field', async () => {
    await renderAt(`/devportal/apis/${api.id}/subscribe`, {
      ...answers,
      [`POST ${V3}/applications`]: refusal(409, 'Conflict', 'a second one', { name: 'is the name of another one' }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Subscribe and get keys' }));
    expect(await screen.findByText('is the name of another one')).toBeTruthy();
    expect(screen.getByRole('textbox', { name: /Name of the application/ })).toHaveProperty('value', 'Prices client');
  });

  it('uses what is there: the subscription, and the keys of the chosen application', async () => {
    const sent = await renderAt(`/devportal/apis/${api.id}/subscribe`, {
      ...answers,
      [`GET ${V3}/applications`]: { ...none, count: 1, list: [application] },
      [`GET ${V3}/subscriptions`]: { count: 1, list: [subscription] },
      [`GET ${V3}/applications/${application.applicationId}/oauth-keys`]: { count: 1, list: [key] },
      [`POST ${V3}/applications/${application.applicationId}/oauth-keys/${key.keyMappingId}/generate-token`]: token,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Subscribe and get keys' }));
    expect(await screen.findByText('Subscribed')).toBeTruthy();
    expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(within(await screen.findByRole('tabpanel')).getByText(/ey\.token/)).toBeTruthy();
  });

  it('has an API key in the programs where that is chosen, and makes no keys then', async () => {
    const made = { keyUUID: 'k1', keyName: 'n', apikey: 'slk_live_1', lastFour: 've_1', keyType: 'PRODUCTION', apiId: api.id, apiName: 'Prices', apiVersion: '1.0.0', issuedOn: '2026-11-30T01:00:00Z' };
    const sent = await renderAt(`/devportal/apis/${api.id}/subscribe`, {
      ...answers,
      [`GET ${V3}/apis/${api.id}`]: { ...api, securityScheme: ['oauth2', 'api_key'], apiKeyHeader: 'X-Key' },
      [`POST ${V3}/applications/${application.applicationId}/api-keys/PRODUCTION/generate`]: made,
    });
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Connect with' }), 'An API key');
    await userEvent.click(screen.getByRole('button', { name: 'Subscribe and get keys' }));
    await userEvent.click(await screen.findByRole('tab', { name: 'Python' }));
    expect(await screen.findByText(/"X-Key": "slk_live_1"/)).toBeTruthy();
    expect(screen.getByText(texts.apiKeys.once)).toBeTruthy();
    expect(sent.some(({ path }) => path.endsWith('/generate-keys') || path.endsWith('/generate-token'))).toBe(false);
  });

  it('offers the plans that the developer may choose', async () => {
    const two = { ...api, tiers: [{ tierName: 'AsyncSecret' }, { tierName: 'AsyncGold' }] };
    await renderAt(`/devportal/apis/${api.id}/subscribe`, { ...answers, [`GET ${V3}/apis/${api.id}`]: two });
    const plans = within(await screen.findByRole('combobox', { name: 'Business plan' }));
    expect(plans.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['AsyncGold: 50,000 events a day']);
    cleanup();
    await renderAt(`/devportal/apis/${api.id}/subscribe`, { ...answers, [`GET ${V3}/apis/${api.id}`]: { ...api, tiers: [{ tierName: 'AsyncSecret' }] } });
    expect(await screen.findByText('No plan for you')).toBeTruthy();
  });

  it('leaves a subscription under its plan, unless another one is chosen', async () => {
    const sent = await renderAt(`/devportal/apis/${api.id}/subscribe`, {
      ...answers,
      [`GET ${V3}/apis/${api.id}`]: { ...api, tiers: [{ tierName: 'AsyncUnlimited' }, { tierName: 'AsyncGold' }] },
      [`GET ${V3}/applications`]: { ...none, count: 1, list: [application] },
      [`GET ${V3}/subscriptions`]: { count: 1, list: [{ ...subscription, throttlingPolicy: 'AsyncGold' }] },
    });
    expect(await screen.findByText(/is subscribed under AsyncGold/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Subscribe and get keys' }));
    expect(await screen.findByText('Subscribed')).toBeTruthy();
    expect(sent.some(({ method, path }) => method === 'PUT' || (method === 'POST' && path === `${V3}/subscriptions`))).toBe(false);
  });

  it.each([
    ['ON_HOLD', 'The subscription waits for approval'],
    ['BLOCKED', 'Blocked by the provider'],
    ['REJECTED', 'Rejected by the provider'],
  ])('says of a subscription that is %s that it opens no streams', async (status, words) => {
    await renderAt(`/devportal/apis/${api.id}/subscribe`, {
      ...answers,
      [`GET ${V3}/applications`]: { ...none, count: 1, list: [application] },
      [`GET ${V3}/subscriptions`]: { count: 1, list: [{ ...subscription, status }] },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Subscribe and get keys' }));
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.queryByText('Subscribed')).toBeNull();
  });

  it('makes a token with the scopes of the API', async () => {
    const sent = await renderAt(`/devportal/apis/${api.id}/subscribe`, {
      ...answers,
      [`GET ${V3}/apis/${api.id}`]: { ...api, scopes: [{ key: 'prices:read' }] },
      [`POST ${V3}/applications/${application.applicationId}/oauth-keys/${key.keyMappingId}/generate-token`]: token,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Subscribe and get keys' }));
    expect(await screen.findByText('Subscribed')).toBeTruthy();
    expect(sent.find(({ path }) => path.endsWith('/generate-token'))?.body).toEqual({ scopes: ['prices:read'] });
  });
});

describe('an API that needs no subscription', () => {
  const free = { [`GET ${V3}/apis/${api.id}`]: { ...api, isSubscriptionRequired: false, isSubscriptionAvailable: false, tiers: [] } };

  it('is connected to with an application and keys, and without a subscription', async () => {
    const sent = await renderAt(`/devportal/apis/${api.id}`, { ...answers, ...free });
    const [connect] = await screen.findAllByRole('link', { name: 'Connect' });
    await userEvent.click(connect ?? document.body);
    expect(await screen.findByText(/needs no subscription/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Get keys' }));
    expect(await screen.findByText('Ready to connect')).toBeTruthy();
    expect(within(await screen.findByRole('tabpanel')).getByText(/ey\.token/)).toBeTruthy();
    expect(sent.some(({ method, path }) => method === 'POST' && path.startsWith(`${V3}/subscriptions`))).toBe(false);
  });

  it('can be subscribed to for more where it has other plans', async () => {
    const sent = await renderAt(`/devportal/apis/${api.id}/subscribe`, {
      ...answers,
      [`GET ${V3}/apis/${api.id}`]: { ...api, isSubscriptionRequired: false, tiers: [{ tierName: 'AsyncGold' }] },
    });
    const plan = await screen.findByRole('combobox', { name: 'Business plan' });
    expect(plan).toHaveProperty('value', '');
    await userEvent.selectOptions(plan, 'AsyncGold');
    await userEvent.click(screen.getByRole('button', { name: 'Subscribe and get keys' }));
    expect(await screen.findByText('Subscribed')).toBeTruthy();
    expect(sent.find(({ method, path }) => method === 'POST' && path === `${V3}/subscriptions`)?.body).toMatchObject({ throttlingPolicy: 'AsyncGold' });
  });
});

describe('open topics', () => {
  const visitor = { 'GET /portal/session': refusal(401, 'Unauthenticated', 'no session') };

  it('have programs without a credential, for visitors, too', async () => {
    await renderAt(`/devportal/apis/${api.id}/subscribe`, { ...answers, ...visitor, [`GET ${V3}/apis/${api.id}`]: { ...api, operations: [{ target: '/memory', authType: 'None' }] } });
    expect(await screen.findByText('All topics of this API are open to all')).toBeTruthy();
    const panel = within(await screen.findByRole('tabpanel'));
    expect(panel.getByText(/http:\/\/localhost:8580\/prices\/1\.0\.0\/memory/)).toBeTruthy();
    expect(panel.queryByText(/Authorization/)).toBeNull();
    expect(screen.queryByRole('button', { name: /Subscribe/ })).toBeNull();
  });

  it('stand beside the form for the others', async () => {
    const mixed = { [`GET ${V3}/apis/${api.id}`]: { ...api, operations: [{ target: '/memory' }, { target: '/open', authType: 'None' }] } };
    await renderAt(`/devportal/apis/${api.id}/subscribe`, { ...answers, ...mixed });
    expect(await screen.findByText('Open to all: /open')).toBeTruthy();
    await userEvent.click(await screen.findByRole('button', { name: 'Subscribe and get keys' }));
    expect(within(await screen.findByRole('tabpanel')).getByText(/ey\.token/)).toBeTruthy();
    const topics = screen.getAllByRole('combobox', { name: 'Topic' });
    await userEvent.selectOptions(topics.at(-1) ?? document.body, '/open');
    expect(within(screen.getByRole('tabpanel')).queryByText(/ey\.token/)).toBeNull();
  });
});
