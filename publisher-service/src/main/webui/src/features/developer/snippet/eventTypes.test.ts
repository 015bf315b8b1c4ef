import { expect, it } from 'vitest';
import { eventTypes, typesOf } from './eventTypes';

const document = JSON.stringify({
  asyncapi: '3.0.0',
  info: { title: 'Prices', version: '1.0.0' },
  channels: {
    prices: { address: '/prices/{symbol}', messages: { price: { payload: {} }, message: { payload: {} } } },
    trades: { address: '/trades', messages: { trade: { payload: {} } } },
  },
  operations: { onPrice: { action: 'send', channel: { $ref: '#/channels/prices' } } },
});

it('are those of the topic, besides events without a type', () => {
  expect(eventTypes(document, '/prices/{symbol}')).toEqual(['price']);
  expect(eventTypes(document, '/other')).toEqual([]);
  expect(eventTypes('no document {', '/trades')).toEqual([]);
});

it('are read from what was typed', () => {
  expect(typesOf(' price, trade  quote,')).toEqual(['price', 'trade', 'quote']);
  expect(typesOf('')).toEqual([]);
});
