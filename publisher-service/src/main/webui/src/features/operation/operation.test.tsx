import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { refusal, renderAt, type Answers } from '../../test/renderAt';

const ADMIN = '/api/am/admin/v4';
const node = { gatewayId: 'gateway-1', lastActive: '2026-11-30T01:16:57Z', status: 'ACTIVE', streaming: { state: 'serving', connections: 1234, address: 'localhost:8280', failures: [] } };
const environment = { id: 'Default', name: 'Default', displayName: 'Default', vhosts: [{ host: 'localhost' }], endpointURIs: [{ protocol: 'http', endpointURI: 'http://localhost:8280' }] };
const upstream = {
  api: { id: 'a1', name: 'Prices', version: '1.0.0' },
  upstream: { environment: 'Default', keyType: 'PRODUCTION', path: '/memory', status: 'backing-off', http: 503, reason: 'the backend is busy', since: '2026-11-30T01:16:57Z', events: 12, backendClass: 'A', relay: 'relay-1' },
};
const page = (...found: readonly object[]) => ({ count: found.length, list: found, pagination: { offset: 0, limit: 100, total: found.length } });
const answers: Answers = {
  'GET /portal/session': { user: 'root', roles: ['admin'], scopes: ['apim:admin'] },
  [`GET ${ADMIN}/environments`]: { count: 1, list: [environment] },
  [`GET ${ADMIN}/environments/Default/gateways`]: { count: 2, list: [node, { ...node, gatewayId: 'gateway-2', status: 'EXPIRED' }] },
  [`GET ${ADMIN}/relays`]: { count: 0, list: [] },
  [`GET ${ADMIN}/upstreams`]: page(upstream),
};

describe('the environments', () => {
  it('show each gateway with how it stands', async () => {
    await renderAt('/admin/environments', answers);
    expect(await screen.findByText('gateway-1')).toBeTruthy();
    expect(screen.getByText('Serving')).toBeTruthy();
    expect(screen.getByText('Silent for 15 s or longer')).toBeTruthy();
    expect(screen.getAllByText('1,234')).toHaveLength(2);
    expect(screen.getByText('No relay runs')).toBeTruthy();
  });

  it('name the changes that a gateway could not apply', async () => {
    const failed = { ...node, streaming: { ...node.streaming, failures: [{ key: 'Default/a1', reason: 'schema 2' }] } };
    await renderAt('/admin/environments', { ...answers, [`GET ${ADMIN}/environments/Default/gateways`]: { count: 1, list: [failed] } });
    expect(await screen.findByText('Could not apply 1 changes')).toBeTruthy();
    expect(screen.getByText('schema 2')).toBeTruthy();
  });

  it('say what is wrong', async () => {
    await renderAt('/admin/environments', { ...answers, [`GET ${ADMIN}/relays`]: refusal(503, 'Kafka is away', 'cannot be read now') });
    expect(await screen.findByText('cannot be read now')).toBeTruthy();
    expect(await screen.findByText('gateway-1')).toBeTruthy();
  });
});

describe('the upstreams of all APIs', () => {
  it('say in words how they stand, and why', async () => {
    await renderAt('/admin/upstreams', answers);
    expect(await screen.findByText('Prices 1.0.0')).toBeTruthy();
    expect(screen.getByText('HTTP 503: the backend is busy')).toBeTruthy();
  });

  it('are narrowed to a state', async () => {
    const sent = await renderAt('/admin/upstreams', { ...answers, [`GET ${ADMIN}/upstreams`]: (request) => (request.path.includes('status=live') ? page() : page(upstream)) });
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'State' }), 'Live');
    expect(await screen.findByText('None in this state')).toBeTruthy();
    expect(sent.some(({ path }) => path.includes('status=live'))).toBe(true);
  });

  it('begin empty, and say what is wrong', async () => {
    await renderAt('/admin/upstreams', { ...answers, [`GET ${ADMIN}/upstreams`]: page() });
    expect(await screen.findByText('No upstreams yet')).toBeTruthy();
    await renderAt('/admin/upstreams', { ...answers, [`GET ${ADMIN}/upstreams`]: refusal(503, 'Kafka is away', 'try again') });
    expect(await screen.findByText('try again')).toBeTruthy();
  });
});
