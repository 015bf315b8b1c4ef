import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { api, overview } from '../../../test/fixtures';
import { answer, queryOf, refusal, renderAt, sessionWith, type Answers } from '../../../test/renderAt';
import { texts } from '../../../texts';
import { fieldsOf, importShapeOf, languageOf, proposed } from './shapes';

const APIS = '/api/am/publisher/v4/apis';
const PAGE = '/publisher/create/import';
const words = texts.importing;
const info = {
  name: 'Prices',
  version: '1.0.0',
  context: '/prices',
  description: '',
  asyncAPIVersion: '3.0.0',
  protocol: 'http',
  endpoints: ['http://localhost:8380'],
  asyncTransportProtocols: ['http'],
};
const text = 'asyncapi: 3.0.0\n';
// jsdom's files have no text().
const file = Object.assign(new File([text], 'prices.yaml', { type: 'application/yaml' }), { text: () => Promise.resolve(text) });

async function choose(answers: Answers) {
  const requests = await renderAt(PAGE, answers);
  await screen.findByRole('heading', { level: 1, name: words.title });
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (input === null) {
    throw new Error('the page has no field for a file');
  }
  await userEvent.upload(input, file);
  return requests;
}

describe('the import of an AsyncAPI document', () => {
  it('leads from each finding to its line', async () => {
    await choose({
      [`POST ${APIS}/validate-asyncapi`]: {
        isValid: false,
        errors: [{ code: '/operations/x/action', message: 'must be one of send, receive (line 16, column 5)', line: 16, column: 5 }],
        warnings: [],
      },
    });

    expect(await screen.findByText(words.errors(1))).toBeTruthy();
    expect(screen.getByRole('button', { name: words.line(16) })).toBeTruthy();
    expect(screen.getByText(/must be one of send, receive$/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: texts.create.submit })).toBeNull();
  });

  it('makes an API of a valid document, with the names that it proposes', async () => {
    const requests = await choose({
      [`POST ${APIS}/validate-asyncapi`]: { isValid: true, info, errors: [], warnings: [] },
      [`POST ${APIS}/import-asyncapi`]: answer(201, api, { ETag: '"1"' }),
      [`GET ${APIS}/a1`]: answer(200, api, { ETag: '"1"' }),
      [`GET ${APIS}/a1/overview`]: overview,
    });

    await userEvent.click(await screen.findByRole('button', { name: texts.create.submit }));

    expect(await screen.findByRole('heading', { level: 2, name: texts.overview.title })).toBeTruthy();
    const sent = requests.find((request) => request.path.endsWith('/import-asyncapi'))?.body;
    const form = sent instanceof FormData ? sent : new FormData();
    expect(JSON.parse(String(form.get('additionalProperties')))).toEqual({ name: 'Prices', context: '/prices', version: '1.0.0' });
    expect(form.get('file')).toBeInstanceOf(File);
  });

  it('keeps what was typed about a document that is checked again', async () => {
    await choose({ [`POST ${APIS}/validate-asyncapi`]: () => Response.json({ isValid: true, info: { ...info, version: '1.0.0' }, errors: [], warnings: [] }) });
    const name = await screen.findByRole('textbox', { name: new RegExp(`^${texts.create.name}`) });
    await userEvent.clear(name);
    await userEvent.type(name, 'Ticks');

    await userEvent.click(screen.getByRole('button', { name: words.check }));

    expect(await screen.findByText(words.valid('3.0.0'))).toBeTruthy();
    expect(name).toHaveProperty('value', 'Ticks');
    expect(screen.getByRole('textbox', { name: new RegExp(`^${texts.create.name}`) })).toBe(name);
  });

  it('lets the publisher fetch a document, and shows its text', async () => {
    const requests = await renderAt(PAGE, {
      [`POST ${APIS}/validate-asyncapi`]: { isValid: true, content: 'asyncapi: 3.0.0', info, errors: [], warnings: [{ code: '/x', message: 'is passed over' }] },
    });
    await userEvent.click(await screen.findByRole('button', { name: words.sources.url }));
    await userEvent.click(screen.getByRole('textbox', { name: words.sources.url }));
    await userEvent.paste('https://docs.example.com/prices.yaml');

    await userEvent.click(screen.getByRole('button', { name: words.fetch }));

    expect(await screen.findByText(words.warnings(1))).toBeTruthy();
    const sent = requests.find((request) => request.method === 'POST');
    expect(queryOf(sent).get('returnContent')).toBe('true');
    expect(sent?.body instanceof FormData && sent.body.get('url')).toBe('https://docs.example.com/prices.yaml');
  });

  it('says what went wrong with a check', async () => {
    await choose({ [`POST ${APIS}/validate-asyncapi`]: refusal(503, 'Service Unavailable', 'The service for AsyncAPI documents does not answer') });
    expect(await screen.findByText(/The service for AsyncAPI documents/)).toBeTruthy();
  });

  it('is for creators', async () => {
    await renderAt(PAGE, sessionWith('apim:api_view'));
    expect(await screen.findByText(texts.create.notCreatorTitle)).toBeTruthy();
  });
});

describe('the fields of an imported API', () => {
  const proposal = proposed(info);

  it('leave the endpoints to the document, unless another one is typed', () => {
    expect(fieldsOf(proposal, proposal)).not.toHaveProperty('endpointConfig');
    expect(fieldsOf({ ...proposal, endpoint: 'http://other' }, proposal)).toMatchObject({
      endpointConfig: { production_endpoints: { url: 'http://other' } },
    });
  });

  it('do not lack the endpoint that the document has', () => {
    expect(importShapeOf(proposal).safeParse({ ...proposal, endpoint: '' }).error?.issues[0]?.message).toBe(words.endpointOfDocument);
    expect(importShapeOf({ endpoint: '' }).safeParse({ ...proposal, endpoint: '' }).success).toBe(true);
  });

  it('are read from JSON and YAML', () => {
    expect([languageOf(' {"asyncapi":"3.0.0"}'), languageOf('asyncapi: 3.0.0')]).toEqual(['json', 'yaml']);
  });
});
