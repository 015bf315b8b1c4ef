import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { refusal, renderAt, type Answers } from '../../../test/renderAt';
import { api, application, developer, key, subscription } from '../fixtures';

const V3 = '/api/am/devportal/v3';
const none = { count: 0, list: [], pagination: { offset: 0, total: 0 } };
const token = { accessToken: 'ey.token', validityTime: 3600 };
const answers: Answers = {
  'GET /portal/session': developer,
  [`GET ${V3}/apis/${api.id}`]: api,
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
});
