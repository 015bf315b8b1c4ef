import { credentialScript, scriptQuoted } from './quote';
import type { SnippetTarget } from './target';

/**
 * Returns a module of JavaScript that reads a stream with `fetch`: for browsers and Node.js alike. An id counts once its
 * event is whole, so that a cut in the middle of one loses nothing.
 *
 * @param show the body of a function of `type` and `data`, which gets the backend's events
 * @param note a function that gets what Sluice says, as a text
 */
export function streamReader(target: SnippetTarget, show: string, note: string): string {
  return `const url = ${scriptQuoted(target.gateway + target.path)};
const credential = ${credentialScript(target)};
const SILENCE_MS = 60_000; // A healthy stream has a heartbeat much sooner.

let lastId = '';
let pause = 3_000;

function onEvent(type, data) {
  ${show}
}

// Returns whether the stream goes on.
function onControl(type, data) {
  ${note}(\`\${type} \${data}\`);
  if (type === 'sluice.goaway') {
    pause = JSON.parse(data).retryMs ?? pause; // The gateway sends its clients away: come back, to any gateway.
  }
  // sluice.gap: events are missing; read what you show anew. sluice.auth: the credential is no longer good.
  return type !== 'sluice.end' && type !== 'sluice.auth';
}

// Reads one connection to its end; returns whether to come back.
async function readOnce() {
  const silence = new AbortController();
  let timer;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(new Error('nothing came')), SILENCE_MS);
  };
  alive();
  try {
    const headers = { Accept: 'text/event-stream', ...credential, ...(lastId !== '' && { 'Last-Event-ID': lastId }) };
    const response = await fetch(url, { headers, signal: silence.signal, cache: 'no-store' });
    if (response.status === 204) {
      return false;
    }
    if (response.status !== 200) {
      ${note}(\`\${response.status} \${await response.text()}\`);
      pause = Number(response.headers.get('Retry-After') ?? 0) * 1_000 || pause;
      return response.status === 429 || response.status >= 500;
    }
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    let event = { id: lastId, type: '', data: [] };
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return true;
      }
      alive();
      const lines = (rest + value).split('\\n');
      rest = lines.pop();
      for (const line of lines) {
        const colon = line.indexOf(':');
        const name = colon < 0 ? line : line.slice(0, colon);
        const text = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
        if (name === 'id') event.id = text;
        if (name === 'event') event.type = text;
        if (name === 'data') event.data.push(text);
        if (name === 'retry') pause = Number(text);
        if (line === '') {
          const { id, type, data } = event;
          event = { id, type: '', data: [] };
          if (type.startsWith('sluice.')) {
            if (!onControl(type, data.join('\\n'))) {
              silence.abort();
              return false;
            }
          } else if (data.length > 0) {
            onEvent(type || 'message', data.join('\\n'));
          }
          lastId = id;
        }
      }
    }
  } finally {
    clearTimeout(timer);
  }
}

async function readOn() {
  for (;;) {
    try {
      if (!(await readOnce())) {
        return;
      }
    } catch (error) {
      ${note}(\`connection lost: \${error.message}\`);
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

await readOn();
`;
}
