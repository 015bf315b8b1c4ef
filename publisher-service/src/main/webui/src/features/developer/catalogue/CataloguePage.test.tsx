import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { refusal, renderAt, type Answers } from '../../../test/renderAt';
import { api } from '../fixtures';
import { termsOf } from './queries';

const APIS = 'GET /api/am/devportal/v3/apis';
const visitor: Answers = { 'GET /portal/session': refusal(401, 'Unauthenticated', 'no session') };

const page = (list: readonly object[]) => ({ count: list.length, list, pagination: { offset: 0, limit: 48, total: list.length } });

describe('the catalogue', () => {
  it('shows APIs and tags to visitors, too', async () => {
    await renderAt('/devportal', { ...visitor, [APIS]: page([api]), 'GET /api/am/devportal/v3/tags': { list: [{ value: 'prices', count: 2 }] } });
    expect(await screen.findByRole('link', { name: 'Prices' })).toBeTruthy();
    expect(await screen.findByRole('button', { name: 'prices (2)' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeTruthy();
  });

  it('leads to a new account where the installation lets people make one', async () => {
    const settings = (signUp: string) => ({ 'GET /portal/settings': { version: '1', environments: [], signUp, ownAccounts: true } });
    await renderAt('/devportal', { ...visitor, ...settings('approval'), [APIS]: page([api]) });
    expect((await screen.findByRole('link', { name: 'Sign up' })).getAttribute('href')).toBe('/portal/sign-up');
    cleanup();
    await renderAt('/devportal', { ...visitor, ...settings('off'), [APIS]: page([api]) });
    await screen.findByRole('link', { name: 'Prices' });
    expect(screen.queryByRole('link', { name: 'Sign up' })).toBeNull();
  });

  it('says why it is empty', async () => {
    await renderAt('/devportal', { ...visitor, [APIS]: page([]) });
    expect(await screen.findByText('No APIs to subscribe to yet')).toBeTruthy();
  });

  it('says what is wrong, with the request', async () => {
    await renderAt('/devportal', { ...visitor, [APIS]: refusal(400, 'Bad Request', "query knows no 'x:'") });
    expect(await screen.findByText("query knows no 'x:'")).toBeTruthy();
    expect(screen.getByText('r-1')).toBeTruthy();
  });

  it('is loading while no answer has come', async () => {
    await renderAt('/devportal', { ...visitor, [APIS]: page([api]) });
    expect(screen.getByRole('progressbar', { name: 'Loading' })).toBeTruthy();
    await screen.findByRole('link', { name: 'Prices' });
  });

  it('asks for what is typed, and offers all when nothing matches', async () => {
    const sent = await renderAt('/devportal?tag=prices', { ...visitor, [APIS]: (request) => page(request.path.includes('zzz') ? [] : [api]) });
    await userEvent.type(await screen.findByRole('textbox'), 'zzz');
    await userEvent.click(await screen.findByRole('button', { name: 'Show all APIs' }));
    expect(await screen.findByRole('link', { name: 'Prices' })).toBeTruthy();
    expect(sent.some(({ path }) => new URLSearchParams(path.split('?')[1]).get('query') === 'zzz tag:"prices"')).toBe(true);
  });
});

describe('the terms of a search', () => {
  it('have a tag as a whole', () => {
    expect(termsOf({ query: ' name:a ', tag: 'stock "prices"' })).toBe('name:a tag:"stock prices"');
    expect(termsOf({})).toBe('');
  });
});
