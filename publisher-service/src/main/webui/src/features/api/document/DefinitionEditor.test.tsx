import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { answer, session } from '../../../test/portal';
import type { CodeEditorProps } from '../../../ui/editor/Editor';
import { DefinitionEditor } from './DefinitionEditor';

// jsdom lays nothing out, so the editor is a plain field here.
vi.mock('../../../ui/CodeEditor', () => ({
  CodeEditor: ({ text, label, onChange }: CodeEditorProps) => <textarea aria-label={label} value={text} onChange={(event) => onChange?.(event.target.value)} />,
}));

const FIRST = { text: 'asyncapi: 3.0.0\n', format: 'yaml' as const, etag: '"1"' };

function show(next: (typeof FIRST) | null, stored?: Promise<Response>) {
  const requests: Request[] = [];
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    const request = new Request(new URL(path, 'http://localhost'), init);
    requests.push(request);
    if (request.method === 'PUT' && stored !== undefined) {
      return stored;
    }
    return request.url.includes('/portal/session') ? answer(200, session()) : answer(200, { isValid: true, errors: [], warnings: [] });
  });
  function Page() {
    const [stored, setStored] = useState(FIRST);
    return (
      <>
        <button onClick={() => next !== null && setStored(next)}>read again</button>
        <DefinitionEditor apiId="a" stored={stored} />
      </>
    );
  }
  const router = createRouter({ routeTree: createRootRoute({ component: Page }), history: createMemoryHistory() });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return requests;
}

const type = async (text: string) => fireEvent.change(await screen.findByLabelText('AsyncAPI document'), { target: { value: text } });

test('what has been saved is what is begun with from then on', async () => {
  const typed = 'asyncapi: 3.0.0\ninfo: {}\n';
  const requests = show({ ...FIRST, text: typed, etag: '"2"' });
  await type(typed);
  await userEvent.click(await screen.findByRole('button', { name: 'Save' }));
  await userEvent.click(screen.getByRole('button', { name: 'read again' }));
  expect(await screen.findByText(/^Saved\./)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
  const put = requests.find(({ method }) => method === 'PUT');
  expect(put?.headers.get('If-Match')).toBe('"1"');
});

test('what is typed stays when another user has stored something else, and is sent for the edition it was begun with', async () => {
  const requests = show({ ...FIRST, text: 'other', etag: '"2"' });
  await type('mine');
  await userEvent.click(screen.getByRole('button', { name: 'read again' }));
  expect(screen.getByDisplayValue('mine')).toBeTruthy();
  await userEvent.click(await screen.findByRole('button', { name: 'Save' }));
  await vi.waitFor(() => expect(requests.find(({ method }) => method === 'PUT')?.headers.get('If-Match')).toBe('"1"'));
});

test('another edition is shown while nothing has been typed', async () => {
  show({ ...FIRST, text: 'other', etag: '"2"' });
  await userEvent.click(await screen.findByRole('button', { name: 'read again' }));
  expect(await screen.findByDisplayValue('other')).toBeTruthy();
});

test('what is typed while a save is under way stays, and is sent for the edition that the save has made', async () => {
  let store: (answered: Response) => void = () => undefined;
  const requests = show(null, new Promise((resolve) => (store = resolve)));
  await type('mine');
  await userEvent.click(await screen.findByRole('button', { name: 'Save' }));
  await type('mine, too');
  expect(screen.getByRole('button', { name: /Save/ })).toHaveProperty('disabled', true);
  store(answer(200, {}, { ETag: '"2"' }));
  await vi.waitFor(() => expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', false));
  expect(screen.getByDisplayValue('mine, too')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await vi.waitFor(() => expect(requests.filter(({ method }) => method === 'PUT').at(1)?.headers.get('If-Match')).toBe('"2"'));
});
