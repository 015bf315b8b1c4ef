import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { refusal, renderAt, type Answers } from '../../../test/renderAt';
import { texts } from '../../../texts';

const USERS = '/scim2/Users';
const user = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: 'fcfdb05b-748a-41aa-aaf5-e839c48528df',
  userName: 'dora',
  active: true,
  roles: [{ value: 'subscriber' }],
  meta: { resourceType: 'User', created: '2026-11-30T01:16:57Z', lastModified: '2026-11-30T01:16:57Z', location: '/scim2/Users/x' },
};
const list = (...found: readonly object[]) => ({ schemas: [], totalResults: found.length, startIndex: 1, itemsPerPage: found.length, Resources: found });
const scimRefusal = (status: number, detail: string) =>
  Response.json({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], detail, status: String(status) }, { status, headers: { 'Sluice-Request-Id': 'r-2' } });
const answers: Answers = {
  'GET /portal/session': { user: 'root', roles: ['admin'], scopes: ['apim:admin'] },
  'GET /api/am/admin/v4/roles': { count: 2, list: [{ name: 'creator', scopes: [] }, { name: 'subscriber', scopes: [] }] },
  [`GET ${USERS}`]: list(user, { ...user, id: 'other', userName: 'carl', active: false, roles: [] }),
  [`GET ${USERS}/${user.id}`]: user,
};

describe('the users', () => {
  it('are listed and searched', async () => {
    await renderAt('/admin', answers);
    expect(await screen.findByRole('link', { name: 'dora' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'May not sign in' }));
    expect(screen.queryByRole('link', { name: 'dora' })).toBeNull();
    expect(screen.getByRole('link', { name: 'carl' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'All' }));
    await userEvent.type(screen.getByRole('textbox'), 'car');
    expect(screen.queryByRole('link', { name: 'dora' })).toBeNull();
    await userEvent.type(screen.getByRole('textbox'), 'zzz');
    expect(screen.getByText('No user matches')).toBeTruthy();
  });

  it('say what is wrong, and load until then', async () => {
    await renderAt('/admin', { ...answers, [`GET ${USERS}`]: refusal(503, 'Busy', 'no database') });
    expect(await screen.findByText('no database')).toBeTruthy();
  });

  it('get a new one, with the words of the server at the field', async () => {
    const sent = await renderAt('/admin', { ...answers, [`POST ${USERS}`]: scimRefusal(400, 'userName: is taken; password: is the name') });
    await userEvent.click(await screen.findByRole('button', { name: 'Create user' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByRole('textbox', { name: /Name/ }), 'eve');
    await userEvent.type(dialog.getByLabelText(/First password/), 'a long password');
    await userEvent.click(await dialog.findByRole('checkbox', { name: 'creator' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Create user' }));
    expect(await dialog.findByText('is taken')).toBeTruthy();
    expect(dialog.getByText('is the name')).toBeTruthy();
    expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ userName: 'eve', password: 'a long password', roles: [{ value: 'creator' }, { value: 'subscriber' }] });
  });
});

describe('a user', () => {
  it('keeps its name and state when its roles change', async () => {
    const sent = await renderAt(`/admin/users/${user.id}`, { ...answers, [`PUT ${USERS}/${user.id}`]: { ...user, roles: [{ value: 'creator' }, { value: 'subscriber' }] } });
    await userEvent.click(await screen.findByRole('checkbox', { name: 'creator' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save roles' }));
    expect(await screen.findByText('Saved')).toBeTruthy();
    expect(sent.find(({ method }) => method === 'PUT')?.body).toEqual({ userName: 'dora', active: true, roles: [{ value: 'creator' }, { value: 'subscriber' }] });
  });

  it('is not changed by a page that shows what another admin has changed', async () => {
    let read = 0;
    const sent = await renderAt(`/admin/users/${user.id}`, { ...answers, [`GET ${USERS}/${user.id}`]: () => (++read === 1 ? user : { ...user, active: false }) });
    await userEvent.click(await screen.findByRole('checkbox', { name: 'creator' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save roles' }));
    expect(await screen.findByText(texts.users.changed)).toBeTruthy();
    expect(sent.some(({ method }) => method === 'PUT')).toBe(false);
  });

  it('is deactivated after what it does was said', async () => {
    const sent = await renderAt(`/admin/users/${user.id}`, { ...answers, [`PUT ${USERS}/${user.id}`]: { ...user, active: false } });
    await userEvent.click(await screen.findByRole('button', { name: 'Deactivate' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/signed out everywhere/)).toBeTruthy();
    await userEvent.click(dialog.getByRole('button', { name: 'Deactivate' }));
    expect(await screen.findByText('May not sign in')).toBeTruthy();
    expect(sent.find(({ method }) => method === 'PUT')?.body).toMatchObject({ active: false, roles: [{ value: 'subscriber' }] });
  });

  it('that owns applications goes when it was said what becomes of them', async () => {
    const sent = await renderAt(`/admin/users/${user.id}`, {
      ...answers,
      [`DELETE ${USERS}/${user.id}`]: (request) =>
        request.path.includes('newOwner=carl') ? new Response(null, { status: 204 }) : scimRefusal(409, 'The user owns 1 applications: My screen.'),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Delete user' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Delete user' }));
    expect(await dialog.findByText(/owns 1 applications: My screen/)).toBeTruthy();
    await userEvent.click(dialog.getByRole('radio', { name: /another user/ }));
    await userEvent.type(dialog.getByRole('textbox', { name: 'Name of the new owner' }), 'carl');
    await userEvent.click(dialog.getByRole('button', { name: 'Delete user' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Users' })).toBeTruthy();
    expect(sent.at(-1)?.path.startsWith(USERS)).toBe(true);
  });
});
