import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { api, wrongFields } from '../../../test/api';
import { answer, refusal, showPortal } from '../../../test/portal';
import { fillPath, parametersOf, patternProblem, unknownParts } from './pattern';
import { NEW_TOPIC, operationOf, topicFieldOf, topicShape, valuesOf } from './shapes';
import { streamingWords } from './words';

const { id } = api();
const PATH = `/publisher/apis/${id}/topics`;
const REST = `/api/am/publisher/v4/apis/${id}`;

test.each([
  ['/memory', null],
  ['/', null],
  ['/*', null],
  ['/prices/{symbol}/*', null],
  ['', 'empty'],
  ['memory', 'slash'],
  ['/a b', 'segment'],
  ['/a//b', 'segment'],
  ['/../x', 'segment'],
  ['/*/a', 'segment'],
  ['/{a}/{a}', 'twice'],
  [`/${'a'.repeat(200)}`, 'length'],
])('%s as a topic: %s', (target, problem) => {
  expect(patternProblem(target)?.kind ?? null).toBe(problem);
});

test('parameters are filled in percent-encoded, the rest keeps its slashes', () => {
  expect(parametersOf('/prices/{symbol}/{kind}')).toEqual(['symbol', 'kind']);
  expect(fillPath('/prices/{symbol}/*', { symbol: 'A/B ä' }, '/x/y z')).toBe('/prices/A%2FB%20%C3%A4/x/y%20z');
  expect(unknownParts('/prices/{symbol}', '/v2/{symbol}/{kind}')).toEqual(['{kind}']);
});

test('a topic that is shown and sent back is the same', () => {
  for (const operation of api().operations) {
    expect(operationOf(valuesOf(operation), operation)).toEqual(operation);
  }
  expect(topicShape.safeParse({ ...NEW_TOPIC, target: '/a', controlEvents: 'no', heartbeat: 'event' }).error?.issues[0]?.path).toEqual(['heartbeat']);
});

test('the words of the server stand at the row they are about', () => {
  expect(topicFieldOf('operations[1].streaming.heartbeat', 1)).toBe('heartbeat');
  expect(topicFieldOf('operations[0].streaming.heartbeat', 1)).toBeNull();
});

test('streaming settings are said in words', () => {
  const [all] = api().operations;
  expect(all && streamingWords(all)).toEqual(['Connected while a client listens.']);
  expect(all && streamingWords({ ...all, target: '/a', streaming: { ...all.streaming, slowClient: 'close', controlEvents: false } })).toEqual([
    'Always connected to the backend.',
    'Slow clients are sent away.',
    'No control events.',
  ]);
});

test('the topics are listed', async () => {
  showPortal(PATH, { [`GET ${REST}`]: answer(200, api(), { ETag: '"1"' }) });
  const table = await screen.findByRole('grid', { name: 'Topics' });
  expect(within(table).getAllByRole('row').length).toBe(3);
  expect(within(table).getByText('/prices/{symbol}')).toBeTruthy();
});

test('without topics the next step is to add one', async () => {
  showPortal(PATH, { [`GET ${REST}`]: answer(200, api({ operations: [] }), { ETag: '"1"' }) });
  expect(await screen.findByRole('heading', { name: 'No topics yet' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Add topic' })).toBeTruthy();
});

test('a problem says what, why, and the number of the request', async () => {
  showPortal(PATH, { [`GET ${REST}`]: refusal(503, 'Service Unavailable', 'The database does not answer.') });
  expect(await screen.findByText('The database does not answer.')).toBeTruthy();
  expect(screen.getByText('request-1')).toBeTruthy();
});

test('a topic that has been renamed is in the list', async () => {
  const user = userEvent.setup();
  let stored = api();
  showPortal(`${PATH}/edit?topic=%2Fprices%2F%7Bsymbol%7D`, {
    [`GET ${REST}`]: () => answer(200, stored, { ETag: '"1"' }),
    [`PUT ${REST}`]: async (request: Request) => {
      stored = { ...api(), ...(await request.json()) };
      return answer(200, stored, { ETag: '"2"' });
    },
  });
  const target = await screen.findByRole('textbox', { name: /Topic/ });
  await user.clear(target);
  await user.click(target);
  await user.paste('/quotes/{symbol}');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('link', { name: '/quotes/{symbol}' })).toBeTruthy();
  expect(screen.queryByText('No such topic')).toBeNull();
});

test('a refused topic keeps what was typed, with the words of the server at its field', async () => {
  const user = userEvent.setup();
  const { requests } = showPortal(`${PATH}/new`, {
    [`GET ${REST}`]: answer(200, api(), { ETag: '"1"' }),
    [`PUT ${REST}`]: wrongFields({ 'operations[2].target': 'means the same paths as /prices/{symbol}', 'operations[0].target': 'is old' }),
  });
  await user.click(await screen.findByRole('textbox', { name: /Topic/ }));
  await user.paste('/prices/{other}');
  expect(await screen.findByText('http://localhost:9080/prices/{other}')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Add' }));
  expect(await screen.findByText('means the same paths as /prices/{symbol}')).toBeTruthy();
  expect(screen.getByDisplayValue('/prices/{other}')).toBeTruthy();
  expect(screen.getByText('is old', { exact: false, selector: 'li' }).textContent).toBe('/* is old');
  const put = requests.find(({ method }) => method === 'PUT');
  expect(put?.headers.get('If-Match')).toBe('"1"');
  expect(await put?.clone().json()).toMatchObject({ name: 'Market', operations: [{ target: '/*' }, { target: '/prices/{symbol}' }, { target: '/prices/{other}' }] });
});
