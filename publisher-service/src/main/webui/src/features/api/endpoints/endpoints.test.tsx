import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { api, wrongFields } from '../../../test/api';
import { answer, showPortal } from '../../../test/portal';
import { texts } from '../../../texts';
import { logOf } from './probeLog';
import { endpointFieldOf, endpointsShape, valuesOf, withValues } from './shapes';

const { id } = api();
const PATH = `/publisher/apis/${id}/endpoints`;
const REST = `/api/am/publisher/v4/apis/${id}`;

const SECURED = api({
  endpointConfig: {
    endpoint_type: 'http',
    production_endpoints: { url: 'https://backend.test' },
    endpoint_security: {
      production: { enabled: true, type: 'OAUTH', grantType: 'CLIENT_CREDENTIALS', tokenUrl: 'https://idp.test/token', clientId: 'me', clientSecret: '', scopes: ['a', 'b'] },
    },
  },
});

test('saved without a change, endpoints and credentials stay as they are', () => {
  expect(withValues(SECURED, valuesOf(SECURED))).toEqual(SECURED);
  expect(withValues(api(), valuesOf(api()))).toEqual(api());
});

test('a secret that is stored may be left empty, one of another kind may not', () => {
  const values = valuesOf(SECURED);
  expect(endpointsShape.safeParse(values).success).toBe(true);
  const other = endpointsShape.safeParse({ ...values, production: { ...values.production, type: 'BASIC', username: 'me' } });
  expect(other.error?.issues.map(({ path }) => path.join('.'))).toEqual(['production.password']);
});

test('an address with a query is refused as one types', () => {
  const values = valuesOf(SECURED);
  const wrong = (url: string) => endpointsShape.safeParse({ ...values, production: { ...values.production, url } }).error?.issues[0]?.path.join('.');
  expect(['backend.test', 'ftp://x', 'https://x?a=b', 'https://x/a b', 'http://x:8080/a'].map(wrong)).toEqual([
    'production.url',
    'production.url',
    'production.url',
    'production.url',
    undefined,
  ]);
});

test('the words of the server stand at their fields', () => {
  expect(endpointFieldOf('endpointConfig.production_endpoints.url')).toBe('production.url');
  expect(endpointFieldOf('endpointConfig.endpoint_security.sandbox.apiKeyIdentifier')).toBe('sandbox.headerName');
  expect(endpointFieldOf('operations[0].target')).toBeNull();
});

test('a test of the connection says what it met and what to do', () => {
  expect(logOf({ statusCode: 0, statusMessage: '', error: "the backend's address is not allowed" }).map(({ tone, text }) => [tone, text])).toEqual([
    ['bad', "No answer: the backend's address is not allowed."],
    ['plain', 'The address is on a private network. The operator can allow it: sluice.publisher.outbound.allow, and the same for relays.'],
  ]);
  expect(logOf({ statusCode: 401, statusMessage: 'Unauthorized', error: '' }).at(-1)?.text).toContain('endpoint security');
});

test('the test asks the address that is typed, and shows the events', async () => {
  const user = userEvent.setup();
  const { requests } = showPortal(PATH, {
    [`GET ${REST}`]: answer(200, SECURED, { ETag: '"1"' }),
    'POST /api/am/publisher/v4/apis/validate-endpoint': {
      statusCode: 200,
      statusMessage: 'OK',
      error: '',
      streaming: {
        contentType: 'text/event-stream',
        firstEventMillis: 41,
        events: [{ type: 'price', id: '17', data: '<img src=x onerror=alert(1)>' }],
        comments: 0,
        idStyle: 'numbers',
        resumes: 'yes',
        class: 'A',
        warnings: [],
      },
    },
  });
  const production = within(await screen.findByRole('region', { name: 'Production' }));
  await user.click(production.getByRole('textbox', { name: 'Path below the endpoint' }));
  await user.paste('/prices/ACME');
  await user.click(production.getByRole('button', { name: 'Test the connection' }));
  expect(await production.findByText('First event after 41 ms')).toBeTruthy();
  expect(production.getByText('Event price, id 17: <img src=x onerror=alert(1)>')).toBeTruthy();
  expect(requests.find(({ method }) => method === 'POST')?.url).toContain('endpointUrl=https%3A%2F%2Fbackend.test%2Fprices%2FACME');
});

test('a refused endpoint keeps what was typed, with the words of the server at its field', async () => {
  const user = userEvent.setup();
  showPortal(PATH, {
    [`GET ${REST}`]: answer(200, SECURED, { ETag: '"1"' }),
    [`PUT ${REST}`]: wrongFields({ 'endpointConfig.endpoint_security.production.clientSecret': 'must be given anew' }),
  });
  const production = within(await screen.findByRole('region', { name: 'Production' }));
  const url = production.getByRole('textbox', { name: /^Endpoint/ });
  await user.clear(url);
  await user.click(url);
  await user.paste('https://other.test');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await production.findByText('must be given anew')).toBeTruthy();
  expect(screen.getByDisplayValue('https://other.test')).toBeTruthy();
});

test('a password that has been stored is not in its field any more', async () => {
  const user = userEvent.setup();
  let etag = 1;
  showPortal(PATH, {
    [`GET ${REST}`]: () => answer(200, SECURED, { ETag: `"${etag}"` }),
    [`PUT ${REST}`]: () => {
      etag += 1;
      return answer(200, SECURED, { ETag: `"${etag}"` });
    },
  });
  const production = within(await screen.findByRole('region', { name: 'Production' }));
  const secret = production.getByLabelText(/^Client secret/);
  await user.click(secret);
  await user.paste('other');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(texts.endpoints.saved)).toBeTruthy();
  expect(secret).toHaveProperty('value', '');
});
