import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { api } from '../../../test/api';
import { answer, refusal, showPortal } from '../../../test/portal';
import { findingsOf } from './shapes';

const { id } = api();
const PATH = `/publisher/apis/${id}/definition`;
const REST = `/api/am/publisher/v4/apis/${id}`;
const DOCUMENT = 'asyncapi: 3.0.0\ninfo:\n  title: Market\n  version: 1.0.0\nchannels:\n  memory:\n    address: /memory\n';

const yaml = () => new Response(DOCUMENT, { headers: { 'Content-Type': 'application/yaml', ETag: '"1"' } });

test('findings have their line, in the order of the text', () => {
  expect(
    findingsOf({
      errors: [
        { code: '/channels/a', message: 'is wrong (line 7, column 3)' },
        { code: 'document', message: 'is no document' },
      ],
      warnings: [{ code: '/info', message: 'is passed over', line: 2 }],
    }).map(({ severity, line, message }) => [severity, line, message]),
  ).toEqual([
    ['error', 0, 'is no document'],
    ['warning', 2, 'is passed over'],
    ['error', 7, 'is wrong'],
  ]);
});

test('the definition is rendered, and asked for in the format that browsers read fast', async () => {
  const { requests } = showPortal(PATH, { [`GET ${REST}`]: answer(200, api(), { ETag: '"1"' }), [`GET ${REST}/asyncapi`]: yaml });
  expect(await screen.findByRole('heading', { name: 'Operations' })).toBeTruthy();
  expect(screen.getByRole('heading', { name: /memory/ })).toBeTruthy();
  expect(requests.map(({ url }) => url)).toContain(`http://localhost${REST}/asyncapi?format=json`);
});

test('what cannot be shown as JSON is shown as it was written', async () => {
  showPortal(PATH, {
    [`GET ${REST}`]: answer(200, api(), { ETag: '"1"' }),
    [`GET ${REST}/asyncapi`]: ({ url }: Request) => (url.includes('format') ? refusal(422, 'Unprocessable', 'too costly') : new Response('asyncapi: 9.0.0\nstreams: {}\n', { headers: { 'Content-Type': 'application/yaml' } })),
  });
  expect(await screen.findByText(/AsyncAPI 9\.0\.0 is not known here/)).toBeTruthy();
  expect(screen.getByText('too costly')).toBeTruthy();
});

test('the service for documents away is a problem in words', async () => {
  showPortal(PATH, { [`GET ${REST}`]: answer(200, api(), { ETag: '"1"' }), [`GET ${REST}/asyncapi`]: refusal(503, 'Service Unavailable', 'The service for AsyncAPI documents does not answer') });
  expect(await screen.findByText('The service for AsyncAPI documents does not answer')).toBeTruthy();
});

test('problems are listed with the way to their lines', async () => {
  showPortal(`${PATH}?tab=edit`, {
    [`GET ${REST}`]: answer(200, api(), { ETag: '"1"' }),
    [`GET ${REST}/asyncapi`]: yaml,
    'POST /api/am/publisher/v4/apis/validate-asyncapi': { isValid: false, errors: [{ code: '/channels/memory', message: 'has no messages (line 6, column 3)' }], warnings: [] },
  });
  expect(await screen.findByText('has no messages')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Line 6' }));
  expect(screen.getByRole('heading', { name: '1 problem' })).toBeTruthy();
});

test('without a revision there is nothing to compare with, and the way to one', async () => {
  showPortal(`${PATH}?tab=diff`, { [`GET ${REST}`]: answer(200, api(), { ETag: '"1"' }), [`GET ${REST}/asyncapi`]: yaml, [`GET ${REST}/revisions`]: { count: 0, list: [] } });
  expect(await screen.findByRole('heading', { name: 'No revision yet' })).toBeTruthy();
});
