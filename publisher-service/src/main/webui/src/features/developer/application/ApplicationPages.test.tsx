import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { refusal, renderAt, type Answers } from '../../../test/renderAt';
import { texts } from '../../../texts';
import { api, application, developer, key, subscription } from '../fixtures';

const APPLICATIONS = '/api/am/devportal/v3/applications';
const ONE = `${APPLICATIONS}/${application.applicationId}`;
const list = (...found: readonly object[]) => ({ count: found.length, list: found, pagination: { offset: 0, total: found.length } });
const answers: Answers = {
  'GET /portal/session': developer,
  [`GET ${APPLICATIONS}`]: list(application),
  [`GET ${ONE}`]: application,
  [`GET ${ONE}/oauth-keys`]: list(key),
  'GET /api/am/devportal/v3/subscriptions': list(),
};

describe('the applications of a user', () => {
  it('are listed', async () => {
    await renderAt('/devportal/applications', answers);
    expect(screen.getByRole('progressbar')).toBeTruthy();
    expect(await screen.findByRole('link', { name: 'My screen' })).toBeTruthy();
  });

  it('begin with one to make', async () => {
    const sent = await renderAt('/devportal/applications', { ...answers, [`GET ${APPLICATIONS}`]: list(), [`POST ${APPLICATIONS}`]: application, [`GET ${ONE}`]: application });
    await userEvent.click(await screen.findByRole('button', { name: 'Create application' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Create application' }));
    expect(await dialog.findByText('Enter a name.')).toBeTruthy();
    await userEvent.type(dialog.getByRole('textbox', { name: /Name/ }), 'My screen');
    await userEvent.click(dialog.getByRole('button', { name: 'Create application' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'My screen' })).toBeTruthy();
    expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ name: 'My screen', description: '', throttlingPolicy: 'Unlimited' });
  });

  it('are changed in the edition that the dialog was opened with', async () => {
    let edition = 1;
    const sent = await renderAt(`/devportal/applications/${application.applicationId}`, {
      ...answers,
      [`GET ${ONE}`]: () => Response.json({ ...application, description: `as of ${edition}` }, { headers: { ETag: `"${edition}"` } }),
      [`PUT ${ONE}`]: refusal(412, 'Precondition Failed', ''),
    });
    await userEvent.click(await screen.findByRole('button', { name: texts.developer.applications.edit }));
    const dialog = within(await screen.findByRole('dialog'));
    edition = 2;
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('as of 2')).toBeTruthy();
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent.filter(({ method }) => method === 'PUT').map(({ headers }) => headers.get('If-Match'))).toEqual(['"1"', '"1"']));
  });

  it('say what is wrong', async () => {
    await renderAt('/devportal/applications', { ...answers, [`GET ${APPLICATIONS}`]: refusal(500, 'Internal Error', 'incident 1') });
    expect(await screen.findByText('incident 1')).toBeTruthy();
  });

  it('are no secret to a user without the role', async () => {
    await renderAt('/devportal/applications', { ...answers, 'GET /portal/session': { ...developer, scopes: [] } });
    expect(await screen.findByText('Not for your account')).toBeTruthy();
  });
});

describe('the subscriptions of an application', () => {
  const page = `/devportal/applications/${application.applicationId}`;
  const SUBSCRIPTIONS = '/api/am/devportal/v3/subscriptions';
  const subscribed: Answers = { ...answers, [`GET ${SUBSCRIPTIONS}`]: list(subscription) };

  it('get another plan', async () => {
    const sent = await renderAt(page, {
      ...subscribed,
      [`GET /api/am/devportal/v3/apis/${api.id}`]: { ...api, tiers: [{ tierName: 'AsyncUnlimited' }, { tierName: 'AsyncGold' }] },
      [`GET /api/am/devportal/v3/apis/${api.id}/subscription-policies`]: [{ name: 'AsyncGold', requestCount: 50_000, unitTime: 1, timeUnit: 'days', stopOnQuotaReach: true }],
      [`PUT ${SUBSCRIPTIONS}/s1`]: { ...subscription, throttlingPolicy: 'AsyncGold' },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Change plan of Prices 1.0.0' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.selectOptions(await dialog.findByRole('combobox', { name: 'Business plan' }), 'AsyncGold');
    await userEvent.click(dialog.getByRole('button', { name: 'Change plan' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent.find(({ method }) => method === 'PUT')?.body).toMatchObject({ throttlingPolicy: 'AsyncGold', applicationId: application.applicationId });
  });

  it('end after what it does was said', async () => {
    const sent = await renderAt(page, { ...subscribed, [`DELETE ${SUBSCRIPTIONS}/s1`]: new Response(null, { status: 200 }) });
    await userEvent.click(await screen.findByRole('button', { name: 'Unsubscribe from Prices 1.0.0' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/end within a second/)).toBeTruthy();
    await userEvent.click(dialog.getByRole('button', { name: 'Unsubscribe' }));
    await waitFor(() => expect(sent.some(({ method }) => method === 'DELETE')).toBe(true));
  });
});

describe('the keys of an application', () => {
  it('show a new secret once, hidden until it is asked for', async () => {
    await renderAt(`/devportal/applications/${application.applicationId}`, {
      ...answers,
      [`POST ${ONE}/oauth-keys/${key.keyMappingId}/regenerate-secret`]: { consumerKey: key.consumerKey, consumerSecret: 'new secret' },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Rotate secret' }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Rotate secret' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Show Consumer secret' }));
    expect(screen.getByText('new secret')).toBeTruthy();
  });

  it('go when they are revoked', async () => {
    let isThere = true;
    await renderAt(`/devportal/applications/${application.applicationId}`, {
      ...answers,
      [`GET ${ONE}/oauth-keys`]: () => (isThere ? list(key) : list()),
      [`DELETE ${ONE}/oauth-keys/${key.keyMappingId}`]: () => {
        isThere = false;
        return new Response(null, { status: 200 });
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Revoke keys' }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Revoke keys' }));
    expect(await screen.findByText('There are no production keys yet.')).toBeTruthy();
  });

  it('take a validity within its bounds', async () => {
    const sent = await renderAt(`/devportal/applications/${application.applicationId}`, { ...answers, [`PUT ${ONE}/oauth-keys/${key.keyMappingId}`]: key });
    const seconds = await screen.findByRole('textbox', { name: 'Token validity' });
    await userEvent.type(seconds, '59');
    await userEvent.click(screen.getByRole('button', { name: 'Save validity' }));
    expect(await screen.findByText('Enter 60 to 86,400 seconds, or nothing.')).toBeTruthy();
    await userEvent.type(seconds, '0');
    await userEvent.click(screen.getByRole('button', { name: 'Save validity' }));
    expect(await screen.findByText(/Saved: it counts/)).toBeTruthy();
    expect(sent.find(({ method }) => method === 'PUT')?.body).toEqual({ additionalProperties: { application_access_token_expiry_time: 590 } });
  });
});
