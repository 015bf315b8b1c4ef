// Reads one stream with several clients and decoders at once, each until the stream has ended; prints one line of JSON for
// each: its name, and the messages that it made of the stream.
import { text } from 'node:stream/consumers';
import Anthropic from '@anthropic-ai/sdk';
import { getBytes, getLines, getMessages } from '@microsoft/fetch-event-source/lib/cjs/parse.js';
import { EventSource } from 'eventsource';
import { createParser } from 'eventsource-parser';
import OpenAI from 'openai';

const { gateway, path, token } = JSON.parse(await text(process.stdin));
const authorization = `Bearer ${token}`;

const open = async () => {
  const response = await fetch(gateway + path, { headers: { authorization } });
  if (!response.ok) {
    throw new Error(`answered ${response.status}`);
  }
  return response;
};

const clients = {
  openai: async (report) => {
    const client = new OpenAI({ baseURL: gateway, apiKey: token, maxRetries: 0 });
    for await (const data of await client.get(path, { stream: true })) {
      report({ data });
    }
  },
  anthropic: async (report) => {
    const client = new Anthropic({ baseURL: gateway, authToken: token, maxRetries: 0 });
    for await (const data of await client.get(path, { stream: true })) {
      report({ data });
    }
  },
  'eventsource-parser': async (report) => {
    const parser = createParser({
      onEvent: ({ id, event, data }) => report({ id, type: event ?? '', data: JSON.parse(data) }),
      onError: (error) => {
        throw error;
      },
    });
    for await (const chunk of (await open()).body.pipeThrough(new TextDecoderStream())) {
      parser.feed(chunk);
    }
  },
  'fetch-event-source': async (report) => {
    const onMessage = ({ id, event, data }) => report({ id, type: event, data: data === '' ? null : JSON.parse(data) });
    await getBytes((await open()).body, getLines(getMessages(() => {}, () => {}, onMessage)));
  },
  eventsource: (report) =>
    new Promise((resolve, reject) => {
      const source = new EventSource(gateway + path, {
        fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, authorization } }),
      });
      for (const type of ['message', 'content_block_delta']) {
        source.addEventListener(type, ({ lastEventId, data }) =>
          report({ id: lastEventId, type: type === 'message' ? '' : type, data: JSON.parse(data) }),
        );
      }
      source.addEventListener('error', (event) => {
        source.close();
        return event.code === undefined ? resolve() : reject(new Error(`answered ${event.code}`));
      });
    }),
};

const read = async ([name, client]) => {
  const messages = [];
  let failure = null;
  await client((message) => messages.push(message)).catch((error) => {
    failure = String(error);
  });
  return { name, failure, messages };
};

for (const result of await Promise.all(Object.entries(clients).map(read))) {
  console.log(JSON.stringify(result));
}
