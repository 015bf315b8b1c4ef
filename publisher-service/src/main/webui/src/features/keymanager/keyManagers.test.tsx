import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { refusal, renderAt, silence, type Answers } from '../../test/renderAt';
import { texts } from '../../texts';

const MANAGERS = '/api/am/admin/v4/key-managers';
const manager = {
  id: 'm1',
  name: 'Corporate',
  displayName: 'Corporate',
  type: 'Keycloak',
  description: '',
  issuer: 'https://id.example.com/realms/a',
  certificates: { type: 'JWKS', value: 'https://id.example.com/keys' },
  audiences: ['sluice'],
  consumerKeyClaim: 'azp',
  scopesClaim: 'scope',
  enabled: true,
  enableMapOAuthConsumerApps: true,
  enableSelfValidationJWT: true,
  tokenType: 'DIRECT',
  keySet: { keyIds: ['k'], failure: 'answered 500' },
};
const list = (...found: readonly object[]) => ({ count: found.length, list: found });
const session = { 'GET /portal/session': { user: 'root', roles: ['admin'], scopes: ['apim:admin'] } };
const answers: Answers = { ...session, [`GET ${MANAGERS}`]: list(manager), [`GET ${MANAGERS}/m1`]: manager };

describe('the key managers', () => {
  it('are listed, load, and say what is wrong', async () => {
    await renderAt('/admin/key-managers', answers);
    expect(await screen.findByRole('link', { name: 'Corporate' })).toBeTruthy();
    await renderAt('/admin/key-managers', { ...session, [`GET ${MANAGERS}`]: silence });
    expect(await screen.findByLabelText(texts.common.loading)).toBeTruthy();
    await renderAt('/admin/key-managers', { ...session, [`GET ${MANAGERS}`]: refusal(503, 'Busy', 'no database') });
    expect(await screen.findByText('no database')).toBeTruthy();
  });

  it('are added with what their provider says', async () => {
    const sent = await renderAt('/admin/key-managers/new', {
      ...answers,
      [`POST ${MANAGERS}/discover`]: { valid: true, value: { issuer: manager.issuer, wellKnownEndpoint: 'x', certificates: manager.certificates, consumerKeyClaim: 'azp', scopesClaim: 'scope' } },
      [`POST ${MANAGERS}`]: manager,
    });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('textbox', { name: /^Name/ }));
    await user.paste('Corporate');
    await user.click(screen.getByRole('textbox', { name: /^Type/ }));
    await user.paste('Keycloak');
    await user.click(screen.getByRole('textbox', { name: /Well-known/ }));
    await user.paste('https://id.example.com/.well-known/openid-configuration');
    await user.click(screen.getByRole('button', { name: 'Discover' }));
    expect(await screen.findByDisplayValue(manager.issuer)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Add key manager' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Key managers' })).toBeTruthy();
    expect(sent.find(({ method, path }) => method === 'POST' && path === MANAGERS)?.body).toMatchObject({
      name: 'Corporate',
      issuer: manager.issuer,
      certificates: manager.certificates,
      audiences: [],
    });
  });

  it('are changed in the edition that was read, and say when their keys cannot be had', async () => {
    const sent = await renderAt('/admin/key-managers/m1', { ...answers, [`PUT ${MANAGERS}/m1`]: refusal(400, 'Bad Request', '', { 'certificates.value': 'is not allowed' }) });
    expect(await screen.findByText(/cannot be fetched: answered 500/)).toBeTruthy();
    await userEvent.click(screen.getByRole('checkbox', { name: /Take its tokens/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('is not allowed')).toBeTruthy();
    await waitFor(() => expect(sent.find(({ method }) => method === 'PUT')?.headers.get('If-Match')).toBe('"1"'));
    expect(sent.find(({ method }) => method === 'PUT')?.body).toMatchObject({ enabled: false, tokenType: 'DIRECT' });
  });
});
