import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { refusal, renderAt, type Answers } from '../../../test/renderAt';
import { texts } from '../../../texts';
import { application, developer, key } from '../fixtures';

const V3 = '/api/am/devportal/v3';
const ONE = `${V3}/applications/${application.applicationId}`;
const PAGE = `/devportal/applications/${application.applicationId}`;
const mapped = { ...key, keyMappingId: 'm1', consumerKey: 'screen-at-corp', mode: 'MAPPED', keyManager: 'corp' };
const corp = {
  id: 'k1',
  name: 'corp',
  displayName: 'Corporate',
  type: 'Keycloak',
  description: '',
  enabled: true,
  issuer: 'https://id.example.com',
  tokenEndpoint: 'https://id.example.com/token',
  audiences: ['sluice'],
  enableMapOAuthConsumerApps: true,
};
const list = (...found: readonly object[]) => ({ count: found.length, list: found });
const answers: Answers = {
  'GET /portal/session': developer,
  [`GET ${ONE}`]: application,
  [`GET ${ONE}/oauth-keys`]: list(mapped),
  [`GET ${V3}/subscriptions`]: list(),
  [`GET ${V3}/key-managers`]: list(corp),
};

describe('the clients of other issuers', () => {
  it('are listed apart from our own keys, which can still be made', async () => {
    await renderAt(PAGE, answers);
    expect(await screen.findByText('screen-at-corp')).toBeTruthy();
    expect(await screen.findByText('https://id.example.com/token')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Generate production keys' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Rotate secret' })).toBeNull();
  });

  it('are mapped with a token as proof, and the words of the server stand at the field', async () => {
    let isRefused = true;
    const sent = await renderAt(PAGE, {
      ...answers,
      [`GET ${ONE}/oauth-keys`]: list(),
      [`POST ${ONE}/map-keys`]: () => (isRefused ? refusal(400, 'Bad Request', '', { accessToken: 'is not of this client' }) : mapped),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Map a client' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('Its tokens come from https://id.example.com/token. They have to be for sluice.')).toBeTruthy();
    await userEvent.click(dialog.getByRole('button', { name: 'Map a client' }));
    expect(await dialog.findByText('Enter the id of the client.')).toBeTruthy();
    await userEvent.type(dialog.getByRole('textbox', { name: /Consumer key/ }), 'screen-at-corp');
    await userEvent.type(dialog.getByLabelText('Access token of the client'), 'ey.proof');
    await userEvent.click(dialog.getByRole('button', { name: 'Map a client' }));
    expect(await dialog.findByText('is not of this client')).toBeTruthy();
    isRefused = false;
    await userEvent.click(dialog.getByRole('button', { name: 'Map a client' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent.findLast(({ method }) => method === 'POST')?.body).toEqual({ keyManager: 'corp', keyType: 'PRODUCTION', consumerKey: 'screen-at-corp', accessToken: 'ey.proof' });
  });

  it('are removed', async () => {
    const sent = await renderAt(PAGE, { ...answers, [`DELETE ${ONE}/oauth-keys/m1`]: new Response(null, { status: 200 }) });
    await userEvent.click(await screen.findByRole('button', { name: 'Remove screen-at-corp' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(texts.mappedKeys.removeBody)).toBeTruthy();
    await userEvent.click(dialog.getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(sent.some(({ method }) => method === 'DELETE')).toBe(true));
  });

  it('stay when their issuer is not in use, and are nowhere when there is none', async () => {
    await renderAt(PAGE, { ...answers, [`GET ${V3}/key-managers`]: list() });
    expect(await screen.findByText(texts.mappedKeys.disabled)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Map a client' })).toBeNull();
    cleanup();
    await renderAt(PAGE, { ...answers, [`GET ${V3}/key-managers`]: list(), [`GET ${ONE}/oauth-keys`]: list(key) });
    expect(await screen.findByText(key.consumerKey)).toBeTruthy();
    expect(screen.queryByText(texts.mappedKeys.title)).toBeNull();
  });
});
