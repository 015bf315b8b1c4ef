import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { api, environments, overview } from '../../../test/fixtures';
import { answer, queryOf, renderAt, sessionWith } from '../../../test/renderAt';
import { texts } from '../../../texts';

const APIS = '/api/am/publisher/v4/apis';
const words = texts.create;

async function fill(values: Readonly<Record<'name' | 'context' | 'version' | 'endpoint', string>>): Promise<void> {
  for (const [field, text] of Object.entries(values)) {
    const label = { name: words.name, context: words.context, version: words.version, endpoint: words.endpoint }[field] ?? '';
    const input = await screen.findByRole('textbox', { name: new RegExp(`^${label}`) });
    await userEvent.click(input);
    await userEvent.paste(text);
  }
}

const good = { name: 'Prices', context: '/prices', version: '1.0.0', endpoint: 'http://localhost:8380' };

describe('a new SSE API', () => {
  it('is reached by CREATE API, Streaming API, SSE API', async () => {
    await renderAt('/publisher/apis', { [`GET ${APIS}`]: { count: 0, list: [], pagination: { total: 0 } } });

    await userEvent.click(await screen.findByRole('link', { name: 'CREATE API' }));
    await userEvent.click(await screen.findByRole('link', { name: 'Streaming API' }));
    await userEvent.click(await screen.findByRole('link', { name: 'SSE API' }));

    expect(await screen.findByRole('button', { name: 'CREATE' })).toBeTruthy();
    expect(screen.getByRole('textbox', { name: 'Protocol' })).toHaveProperty('value', 'SSE');
  });

  it('is created with the topic /* and the plan AsyncUnlimited, and shown', async () => {
    const requests = await renderAt('/publisher/create/sse', {
      [`POST ${APIS}`]: answer(201, api, { ETag: '"1"' }),
      [`GET ${APIS}/a1`]: answer(200, api, { ETag: '"1"' }),
      [`GET ${APIS}/a1/overview`]: overview,
      'GET /api/am/publisher/v4/environments': environments,
    });

    await fill(good);
    await userEvent.click(screen.getByRole('button', { name: words.submit }));

    expect(await screen.findByRole('heading', { level: 2, name: texts.overview.title })).toBeTruthy();
    const sent = requests.find((request) => request.method === 'POST');
    expect(sent?.body).toEqual({
      name: 'Prices',
      context: '/prices',
      version: '1.0.0',
      type: 'SSE',
      policies: ['AsyncUnlimited'],
      operations: [{ target: '/*', verb: 'SUBSCRIBE' }],
      endpointConfig: { endpoint_type: 'http', production_endpoints: { url: 'http://localhost:8380' } },
    });
  });

  it('is checked as one types', async () => {
    await renderAt('/publisher/create/sse', {});

    await fill({ ...good, context: '/a//b' });

    expect(await screen.findByText(words.rules.context(''))).toBeTruthy();
  });

  it('keeps what was typed, with the server\'s words at the field, when it is refused', async () => {
    await renderAt('/publisher/create/sse', {
      [`POST ${APIS}`]: answer(409, { code: 900250, message: 'The API name already exists.', description: "An API with name 'Prices' already exists", error: [] }),
    });

    await fill(good);
    await userEvent.click(screen.getByRole('button', { name: words.submit }));

    const name = await screen.findByRole('textbox', { name: /^Name/ });
    await waitFor(() => expect(name).toHaveProperty('ariaInvalid', 'true'));
    expect(name).toHaveProperty('value', 'Prices');
    expect(document.activeElement).toBe(name);
  });

  it('is not offered without the role creator', async () => {
    await renderAt('/publisher/create/sse', { ...sessionWith('apim:api_view', 'apim:api_publish') });
    expect(await screen.findByText(words.notCreatorTitle)).toBeTruthy();
  });

  it('shows what the backend sends before it is created', async () => {
    const requests = await renderAt('/publisher/create/sse', {
      [`POST ${APIS}/validate-endpoint`]: {
        statusCode: 200,
        statusMessage: 'OK',
        error: '',
        streaming: {
          contentType: 'text/event-stream',
          firstEventMillis: 48,
          events: [{ type: 'price', id: '7', data: '{"bid":1}' }],
          comments: 1,
          idStyle: 'numbers',
          resumes: 'yes',
          class: 'A',
          warnings: ['the backend has ended the stream: relays ask again, and again'],
        },
      },
    });
    await userEvent.type(await screen.findByRole('textbox', { name: /^Endpoint/ }), good.endpoint);
    await userEvent.type(screen.getByLabelText(texts.probe.path), '/memory');

    await userEvent.click(screen.getByRole('button', { name: texts.probe.action }));

    expect(await screen.findByText(texts.probe.classes.A)).toBeTruthy();
    expect(screen.getByText('price')).toBeTruthy();
    expect(screen.getByText(/relays ask again/)).toBeTruthy();
    const asked = requests.find((request) => request.path.includes('validate-endpoint'));
    expect(queryOf(asked).get('endpointUrl')).toBe('http://localhost:8380/memory');
  });
});
