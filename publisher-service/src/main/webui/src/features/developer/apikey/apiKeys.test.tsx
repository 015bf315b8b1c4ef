import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { refusal, renderAt, type Answers } from '../../../test/renderAt';
import { texts } from '../../../texts';
import { api, application, developer, subscription } from '../fixtures';
import { apiKeyFieldOf, apiKeyFormShape, bodyOf } from './shapes';

const V3 = '/api/am/devportal/v3';
const ONE = `${V3}/applications/${application.applicationId}`;
const KEYS = `${ONE}/api-keys/PRODUCTION`;
const PAGE = `/devportal/applications/${application.applicationId}`;
const apiKey = {
  keyUUID: 'k1',
  keyName: 'wall screen',
  lastFour: 'x7Qz',
  keyType: 'PRODUCTION',
  apiId: api.id,
  apiName: 'Prices',
  apiVersion: '1.0.0',
  applicationId: application.applicationId,
  associatedApp: application.name,
  issuedOn: '2026-11-30T01:16:57Z',
  validityPeriod: -1,
  additionalProperties: { permittedIP: '192.0.2.7,10.0.0.0/8' },
};
const list = (...found: readonly object[]) => ({ count: found.length, list: found });
const answers: Answers = {
  'GET /portal/session': developer,
  [`GET ${ONE}`]: application,
  [`GET ${ONE}/oauth-keys`]: list(),
  [`GET ${ONE}/api-keys/PRODUCTION`]: list(apiKey),
  [`GET ${ONE}/api-keys/SANDBOX`]: list(),
  [`GET ${V3}/subscriptions`]: list(subscription),
  [`GET ${V3}/apis/${api.id}`]: { ...api, apiKeyHeader: 'ApiKey' },
};

describe('the API keys of an application', () => {
  it('are listed with what they open and from where', async () => {
    await renderAt(PAGE, answers);
    expect(await screen.findByText('wall screen')).toBeTruthy();
    expect(screen.getByText('.. x7Qz')).toBeTruthy();
    expect(screen.getByText('192.0.2.7, 10.0.0.0/8')).toBeTruthy();
    expect(screen.getAllByText('Never')).toHaveLength(2);
  });

  it('say when they were last used', async () => {
    await renderAt(PAGE, { ...answers, [`GET ${KEYS}`]: list({ ...apiKey, lastUsed: '2026-11-30T01:17:00Z' }) });
    await screen.findByText('wall screen');
    expect(document.querySelector('time[datetime="2026-11-30T01:17:00.000Z"]')).toBeTruthy();
    expect(screen.getAllByText('Never')).toHaveLength(1);
  });

  it('are shown once when they are generated, with the header that they are sent in', async () => {
    const sent = await renderAt(PAGE, { ...answers, [`POST ${KEYS}/generate`]: { ...apiKey, apikey: 'slk_secret' } });
    await userEvent.click(await screen.findByRole('button', { name: 'Generate API key' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByRole('textbox', { name: 'Name' }), 'wall screen');
    await userEvent.type(dialog.getByRole('textbox', { name: 'Permitted addresses' }), '192.0.2.7{enter}10.0.0.0/8');
    await userEvent.click(dialog.getByRole('button', { name: 'Generate API key' }));
    expect(await screen.findByText(texts.apiKeys.once)).toBeTruthy();
    expect(screen.queryByText('slk_secret')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Show API key' }));
    expect(screen.getByText('slk_secret')).toBeTruthy();
    expect(await screen.findByText('Clients send it in the header ApiKey.')).toBeTruthy();
    expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({
      apiId: api.id,
      keyName: 'wall screen',
      validityPeriod: 90 * 86_400,
      additionalProperties: { permittedIP: '192.0.2.7,10.0.0.0/8', permittedReferer: '' },
    });
  });

  it('keep what was typed when they are refused, with the words of the server at the field', async () => {
    await renderAt(PAGE, { ...answers, [`POST ${KEYS}/generate`]: refusal(400, 'Bad Request', '', { 'additionalProperties.permittedIP': "'nowhere' is no address" }) });
    await userEvent.click(await screen.findByRole('button', { name: 'Generate API key' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByRole('textbox', { name: 'Permitted addresses' }), 'nowhere');
    await userEvent.click(dialog.getByRole('button', { name: 'Generate API key' }));
    expect(await dialog.findByText("'nowhere' is no address")).toBeTruthy();
    expect(dialog.getByDisplayValue('nowhere')).toBeTruthy();
  });

  it('get another name and other rules and stay as they are', async () => {
    const sent = await renderAt(PAGE, {
      ...answers,
      [`GET ${KEYS}/k1`]: () => Response.json(apiKey, { headers: { ETag: '"1"' } }),
      [`PUT ${KEYS}/k1`]: { ...apiKey, keyName: 'hall' },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Change wall screen' }));
    const dialog = within(await screen.findByRole('dialog'));
    const addresses = dialog.getByRole<HTMLTextAreaElement>('textbox', { name: 'Permitted addresses' });
    expect(addresses.value).toBe('192.0.2.7\n10.0.0.0/8');
    const name = dialog.getByRole('textbox', { name: /Name/ });
    await userEvent.clear(name);
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByText(texts.apiKeys.nameMissing)).toBeTruthy();
    await userEvent.type(name, 'hall');
    await userEvent.clear(addresses);
    await userEvent.type(addresses, '192.0.2.8');
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const put = sent.find(({ method }) => method === 'PUT');
    expect(put?.headers.get('If-Match')).toBe('"1"');
    expect(put?.body).toEqual({ keyName: 'hall', additionalProperties: { permittedIP: '192.0.2.8', permittedReferer: '' } });
  });

  it('are not changed when another has changed them since', async () => {
    const sent = await renderAt(PAGE, { ...answers, [`GET ${KEYS}/k1`]: { ...apiKey, additionalProperties: {} } });
    await userEvent.click(await screen.findByRole('button', { name: 'Change wall screen' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByText(texts.common.problem.changed)).toBeTruthy();
    expect(sent.some(({ method }) => method === 'PUT')).toBe(false);
  });

  it('are replaced, the present one for some more time, and revoked', async () => {
    const sent = await renderAt(PAGE, {
      ...answers,
      [`POST ${KEYS}/regenerate`]: { ...apiKey, keyUUID: 'k2', apikey: 'slk_other' },
      [`POST ${KEYS}/revoke`]: new Response(null, { status: 200 }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Regenerate wall screen' }));
    let dialog = within(await screen.findByRole('dialog'));
    await userEvent.selectOptions(dialog.getByRole('combobox', { name: 'The present key ends' }), 'in an hour');
    await userEvent.click(dialog.getByRole('button', { name: 'Regenerate' }));
    expect(await screen.findByText(texts.apiKeys.once)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Revoke wall screen' }));
    dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/end within a second/)).toBeTruthy();
    await userEvent.click(dialog.getByRole('button', { name: 'Revoke' }));
    await waitFor(() => expect(screen.queryByText(texts.apiKeys.once)).toBeNull());
    expect(sent.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([{ keyUUID: 'k1', overlapSeconds: 3_600 }, { keyUUID: 'k1' }]);
  });

  it('need a subscription first', async () => {
    await renderAt(PAGE, { ...answers, [`GET ${KEYS}`]: list(), [`GET ${V3}/subscriptions`]: list() });
    expect(await screen.findByText(texts.apiKeys.notSubscribed)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Generate API key' })).toHaveProperty('disabled', true);
  });
});

describe('the form of an API key', () => {
  const values = { apiId: 'a', keyType: 'PRODUCTION', name: '', validity: ' d', ips: '', referers: 'https://a.example/*, https://b.example/*' } as const;

  it('has no end when none is typed', () => {
    expect(bodyOf(values)).toMatchObject({ validityPeriod: -1, additionalProperties: { permittedReferer: 'https://a.example/*,https://b.example/*' } });
  });

  it('refuses what the server would', () => {
    expect(apiKeyFormShape.safeParse({ ...values, validity: '1 s' }).error?.issues[0]?.path).toEqual(['validity']);
    expect(apiKeyFieldOf('validityPeriod')).toBe('validity');
  });
});
