// Reads the streams that the settings on standard input name, with the client that they name, until each has ended; prints
// one line of JSON for each: its name and its events.
import { text } from 'node:stream/consumers';
import { EventSource as EventSourcePackage } from 'eventsource';
import { Agent, EventSource as UndiciEventSource } from 'undici';

const settings = JSON.parse(await text(process.stdin));
const authorization = `Bearer ${settings.token}`;

const clients = {
  eventsource: (url) =>
    new EventSourcePackage(url, {
      fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, authorization } }),
    }),
  undici: (url) => new UndiciEventSource(url, { dispatcher: authorized }),
};

const authorized = new Agent().compose((dispatch) => (options, handler) => {
  const headers = Array.isArray(options.headers)
    ? [...options.headers, 'authorization', authorization]
    : { ...options.headers, authorization };
  return dispatch({ ...options, headers }, handler);
});

const read = ({ name, path, types }) =>
  new Promise((resolve, reject) => {
    const source = clients[settings.client](settings.gateway + path);
    const events = [];
    for (const type of new Set(['message', ...types])) {
      source.addEventListener(type, (event) => {
        // A backend may give its events the type of the client's own, open and error.
        if (typeof event.data === 'string') {
          events.push({ type: event.type, data: event.data });
        }
      });
    }
    source.addEventListener('sluice.end', () => {
      source.close();
      resolve({ name, events });
    });
    source.addEventListener('error', (event) => {
      if (typeof event.data !== 'string') {
        reject(new Error(`${name}: ${event.message ?? 'connection lost'}`));
      }
    });
  });

for (const stream of settings.streams) {
  console.log(JSON.stringify(await read(stream)));
}
await authorized.close();
