import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { readDocument } from './outline';
import { RenderedDocument } from './RenderedDocument';
import { sampleOf } from './sample';

const VERSION_3 = {
  asyncapi: '3.0.0',
  info: { title: 'Market', version: '1.0.0', description: 'Prices as they change.' },
  servers: { production: { host: '{host}', pathname: '/market/1.0.0', protocol: 'https', variables: { host: { default: 'gw.example.com' } } } },
  channels: {
    prices: {
      address: '/prices/{symbol}',
      parameters: { symbol: { description: 'Ticker symbol', examples: ['ACME'] } },
      messages: { price: { $ref: '#/components/messages/Price' } },
    },
  },
  operations: {
    sendPrices: { action: 'send', summary: 'Receive prices', channel: { $ref: '#/channels/prices' }, messages: [{ $ref: '#/channels/prices/messages/price' }] },
  },
  components: {
    messages: { Price: { name: 'price', payload: { $ref: '#/components/schemas/Price' }, examples: [{ name: 'acme', payload: { price: 101.25 } }] } },
    schemas: {
      Price: {
        type: 'object',
        required: ['price'],
        properties: { price: { type: 'number', minimum: 0 }, next: { $ref: '#/components/schemas/Price' }, at: { type: 'string', format: 'date-time' } },
      },
    },
  },
};

const VERSION_2 = {
  asyncapi: '2.6.0',
  info: { title: 'Market', version: '1.0.0' },
  channels: {
    '/prices': {
      subscribe: { operationId: 'prices', message: { oneOf: [{ name: 'price', payload: { type: 'number' } }, { $ref: '#/components/messages/News' }] } },
    },
  },
  components: { messages: { News: { payload: { type: 'string' } } } },
};

test('operations come first, each with schema beside example', () => {
  render(<RenderedDocument text={JSON.stringify(VERSION_3)} lastEvent={(address, type) => <p>{`last of ${address} ${type}`}</p>} />);
  const headings = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);
  expect(headings).toEqual(['Operations', 'Channels', 'Servers']);
  const message = screen.getByRole('region', { name: 'Event price of /prices/{symbol}' });
  expect(within(message).getAllByText('at least 0', { exact: false }).length).toBeGreaterThan(0);
  expect(within(message).getByText(/101\.25/)).toBeTruthy();
  expect(within(message).getByText('last of /prices/{symbol} price')).toBeTruthy();
  expect(screen.getByText('https://gw.example.com/market/1.0.0')).toBeTruthy();
});

test('a schema that contains itself is shown once', () => {
  render(<RenderedDocument text={JSON.stringify(VERSION_3)} />);
  expect(screen.getAllByText('as Price above', { exact: false }).length).toBeGreaterThan(0);
});

test('version 2 says the same: what a client subscribes to, it receives', () => {
  const read = readDocument(JSON.stringify(VERSION_2));
  expect(read.kind === 'known' && read.outline.operations.map(({ direction, channel, messages }) => [direction, channel.address, messages.map((m) => m.name)])).toEqual([
    ['receive', '/prices', ['price', 'News']],
  ]);
});

test('a version that is not known is shown as outline and text', async () => {
  render(<RenderedDocument text={'asyncapi: 4.0.0\nstreams:\n  prices:\n    path: /prices\n'} />);
  expect(screen.getByText(/4\.0\.0 is not known here/)).toBeTruthy();
  await userEvent.click(screen.getByText('streams'));
  expect(await screen.findByText('prices')).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'Text of the document' })).toBeTruthy();
});

test.each([['a: [1', 'no YAML'], ['', 'nothing'], ['just words', 'no object'], ['{"asyncapi": ', 'half of JSON']])('%j is shown as text: %s', (text) => {
  render(<RenderedDocument text={text} />);
  expect(screen.getByRole('heading', { name: 'Text of the document' })).toBeTruthy();
});

test('text of a document stays text', () => {
  const hostile = '<img src=x onerror="fired()">';
  const { container } = render(<RenderedDocument text={JSON.stringify({ ...VERSION_3, info: { title: hostile, version: '1', description: hostile } })} />);
  expect(screen.getByText(hostile)).toBeTruthy();
  expect(container.querySelector('img')).toBeNull();
});

test('references in a circle, and to nowhere, end', () => {
  const circle = { asyncapi: '3.0.0', channels: { a: { $ref: '#/channels/b' }, b: { $ref: '#/channels/a' } }, operations: { o: { channel: { $ref: '#/nowhere' } } } };
  const read = readDocument(JSON.stringify(circle));
  expect(read.kind === 'known' && read.outline.channels.map((channel) => channel.address)).toEqual(['a', 'b']);
});

test('a sample follows the schema, and ends in one that contains itself', () => {
  const schemas = VERSION_3.components.schemas;
  expect(sampleOf({ components: { schemas } }, schemas.Price)).toMatchObject({ price: 0, at: '2026-01-01T00:00:00Z', next: { price: 0 } });
});

test('50,000 lines are read and shown in less than 2 s', () => {
  const operations = Object.fromEntries(
    Array.from({ length: 2_000 }, (_, n) => [`receive${n}`, { action: 'send', channel: { $ref: `#/channels/c${n}` }, summary: `Operation ${n}` }]),
  );
  const channels = Object.fromEntries(
    Array.from({ length: 2_000 }, (_, n) => [
      `c${n}`,
      { address: `/c${n}`, messages: { event: { payload: { type: 'object', properties: Object.fromEntries(Array.from({ length: 3 }, (__, p) => [`p${p}`, { type: 'string' }])) } } } },
    ]),
  );
  const text = JSON.stringify({ asyncapi: '3.0.0', info: { title: 'Big', version: '1' }, channels, operations }, null, 1);
  expect(text.split('\n').length).toBeGreaterThan(50_000);
  const begin = performance.now();
  render(<RenderedDocument text={text} />);
  expect(performance.now() - begin).toBeLessThan(2_000);
  expect(screen.getAllByText('1950 more').length).toBe(2);
});
