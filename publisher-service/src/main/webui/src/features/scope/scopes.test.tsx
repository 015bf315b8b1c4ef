import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { api } from '../../test/api';
import { refusal, renderAt, sessionWith, silence, type Answers } from '../../test/renderAt';
import { texts } from '../../texts';
import { scopeFieldOf } from './shapes';

const V4 = '/api/am/publisher/v4';
const SCOPES = `${V4}/scopes`;
const { id } = api();
const scope = { id: 'c1', name: 'internal', displayName: 'Internal', description: 'For us', bindings: ['creator'], usageCount: 2 };
const list = (...found: readonly object[]) => ({ count: found.length, list: found });
const admin = sessionWith('apim:api_view', 'apim:api_create', 'apim:shared_scope_manage');
const answers: Answers = { ...admin, [`GET ${SCOPES}`]: list(scope), [`GET ${SCOPES}/c1`]: scope };

describe('the shared scopes', () => {
  it('are listed with roles and uses', async () => {
    await renderAt('/publisher/scopes', answers);
    expect(await screen.findByText('internal')).toBeTruthy();
    expect(screen.getByText('creator')).toBeTruthy();
    expect(screen.getByText('2 APIs')).toBeTruthy();
  });

  it('say which APIs have them', async () => {
    await renderAt('/publisher/scopes', {
      ...answers,
      [`GET ${SCOPES}/c1/usage`]: { id: 'c1', name: 'internal', usedApiList: [{ name: 'Market', version: '1.0.0', context: '/market', provider: 'ada', usedResourceList: [{ target: '/prices' }], revisions: ['Revision 3'] }] },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'APIs that have the scope internal' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText('Market 1.0.0')).toBeTruthy();
    expect(dialog.getByText('/prices')).toBeTruthy();
    expect(dialog.getByText('Revision 3')).toBeTruthy();
  });

  it('are made, changed and deleted by those who may', async () => {
    const sent = await renderAt('/publisher/scopes', {
      ...answers,
      [`POST ${SCOPES}`]: scope,
      [`PUT ${SCOPES}/c1`]: scope,
      [`DELETE ${SCOPES}/c1`]: refusal(409, 'Conflict', 'Prices 1.0.0 has it.'),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Create shared scope' }));
    let dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByRole('textbox', { name: /^Name/ }), 'two words');
    await userEvent.click(dialog.getByRole('button', { name: 'Create scope' }));
    expect(await dialog.findByText(texts.scopes.nameWrong)).toBeTruthy();
    await userEvent.clear(dialog.getByRole('textbox', { name: /^Name/ }));
    await userEvent.type(dialog.getByRole('textbox', { name: /^Name/ }), 'prices:read');
    await userEvent.click(dialog.getByRole('checkbox', { name: 'subscriber' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Create scope' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ name: 'prices:read', displayName: 'prices:read', description: '', bindings: ['subscriber'] });

    await userEvent.click(screen.getByRole('button', { name: 'Edit scope internal' }));
    dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('checkbox', { name: 'publisher' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent.find(({ method }) => method === 'PUT')?.body).toMatchObject({ name: 'internal', bindings: ['creator', 'publisher'] }));

    await userEvent.click(await screen.findByRole('button', { name: 'Delete scope internal' }));
    dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Delete' }));
    expect(await dialog.findByText('Prices 1.0.0 has it.')).toBeTruthy();
  });

  it('are not changed by a page that shows what another admin has changed', async () => {
    const sent = await renderAt('/publisher/scopes', { ...answers, [`GET ${SCOPES}/c1`]: { ...scope, bindings: [] } });
    await userEvent.click(await screen.findByRole('button', { name: 'Edit scope internal' }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(texts.scopes.changed)).toBeTruthy();
    expect(sent.some(({ method }) => method === 'PUT')).toBe(false);
  });

  it('are only shown to others', async () => {
    await renderAt('/publisher/scopes', { ...answers, ...sessionWith('apim:api_view') });
    expect(await screen.findByText('internal')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Edit scope internal' })).toBeNull();
  });

  it('load, are none, and say what is wrong', async () => {
    await renderAt('/publisher/scopes', { ...admin, [`GET ${SCOPES}`]: silence });
    expect(await screen.findByLabelText(texts.common.loading)).toBeTruthy();
    await renderAt('/publisher/scopes', { ...admin, [`GET ${SCOPES}`]: list() });
    expect(await screen.findByText(texts.scopes.emptyTitle)).toBeTruthy();
    await renderAt('/publisher/scopes', { ...admin, [`GET ${SCOPES}`]: refusal(503, 'Busy', 'no database') });
    expect(await screen.findByText('no database')).toBeTruthy();
  });
});

describe('the scopes of an API', () => {
  const own = { scope: { name: 'prices:read', displayName: 'prices:read', description: '', bindings: ['subscriber'] }, shared: false };
  const present = api({ scopes: [own] });
  const ofApi: Answers = { ...answers, [`GET ${V4}/apis/${id}`]: present, [`PUT ${V4}/apis/${id}`]: present };

  it('are made for its topics', async () => {
    const sent = await renderAt(`/publisher/apis/${id}/topics`, ofApi);
    await userEvent.click(await screen.findByRole('button', { name: 'Create scope' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByRole('textbox', { name: /^Name/ }), 'prices:read');
    await userEvent.click(dialog.getByRole('button', { name: 'Create scope' }));
    expect(await dialog.findByText(texts.scopes.taken)).toBeTruthy();
    await userEvent.type(dialog.getByRole('textbox', { name: /^Name/ }), '2');
    await userEvent.click(dialog.getByRole('button', { name: 'Create scope' }));
    await waitFor(() => expect(sent.find(({ method }) => method === 'PUT')?.body).toMatchObject({ scopes: [own, { scope: { name: 'prices:read2' }, shared: false }] }));
  });

  it('are chosen by a topic, shared ones, too, which the API then has', async () => {
    const sent = await renderAt(`/publisher/apis/${id}/topics/edit?topic=${encodeURIComponent(present.operations[0]?.target ?? '')}`, ofApi);
    await userEvent.click(await screen.findByRole('checkbox', { name: 'internal' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'prices:read' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => {
      const body = sent.find(({ method }) => method === 'PUT')?.body;
      expect(body).toMatchObject({ scopes: [own, { scope: { name: 'internal' }, shared: true }] });
      expect(body).toHaveProperty(['operations', '0', 'scopes'], ['prices:read', 'internal']);
    });
  });

  it('know their fields in the body of the API', () => {
    expect(scopeFieldOf('scopes[3].scope.bindings[1]')).toBe('bindings');
    expect(scopeFieldOf('name')).toBe('name');
    expect(scopeFieldOf('operations[0].target')).toBeNull();
  });
});
