import { credentialScript, scriptQuoted } from './quote';
import { streamReader } from './reader';
import type { Snippet, SnippetTarget } from './target';

const CONTROL = ['sluice.live', 'sluice.gap', 'sluice.status', 'sluice.goaway', 'sluice.auth', 'sluice.quota', 'sluice.end'] as const;

function page(title: string, script: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${title}</title>
<h1>${title}</h1>
<pre id="events"></pre>
<script type="module">
${script}</script>
</html>
`;
}

const SHOW = "document.getElementById('events').append(`${data}\\n`);";

const TICKET = `await ticketUrl();
  if (url === null) {
    return;
  }`;

function ticketScript(target: SnippetTarget): string {
  return `// A page that others see gets the ticket from its own server, which keeps the credential.
const credential = ${credentialScript(target)};

// Returns the path of the stream with a ticket, or null if there is none to be had.
async function ticketUrl() {
  const answer = await fetch(gateway + '/sluice/tickets', {
    method: 'POST',
    headers: { ...credential, 'Content-Type': 'application/json' },
    body: JSON.stringify({ path }),
  });
  if (answer.status === 429 || answer.status >= 500) {
    throw new Error(\`\${answer.status}\`);
  }
  if (!answer.ok) {
    console.warn(answer.status, await answer.text()); // The credential is no longer good, or the path is wrong.
    return null;
  }
  return (await answer.json()).url;
}
`;
}

/**
 * Returns a page with the browser's EventSource, which can send no header: it opens the stream with a ticket, if the topic is
 * not open to all. The browser resumes by itself while the ticket is good; then the page gets another one, and goes on after
 * the last id.
 */
export function eventSourceSnippet(target: SnippetTarget): Snippet {
  const isOpen = target.credential === null;
  const types = ['message', ...target.types.filter((type) => type !== 'message' && !CONTROL.some((control) => control === type))];
  const script = `const gateway = ${scriptQuoted(target.gateway)};
const path = ${scriptQuoted(target.path)};
${isOpen ? '' : ticketScript(target)}
let lastId = '';

function onEvent(type, data) {
  ${SHOW}
}

async function open() {
  const url = ${isOpen ? 'path;' : TICKET}
  const resume = lastId === '' ? '' : (url.includes('?') ? '&' : '?') + 'last_event_id=' + encodeURIComponent(lastId);
  const source = new EventSource(gateway + url + resume);
  const handle = (type, handler) =>
    source.addEventListener(type, (event) => {
      handler(event);
      lastId = event.lastEventId || lastId;
    });
  // EventSource hears the types that are named here, and no others.
  for (const type of [${types.map(scriptQuoted).join(', ')}]) {
    handle(type, (event) => onEvent(type, event.data));
  }
  handle('sluice.live', () => {});
  handle('sluice.status', (event) => console.info('upstream', event.data));
  handle('sluice.gap', (event) => console.warn('events are missing', event.data)); // Read what you show anew.
  handle('sluice.goaway', (event) => console.info('back soon', event.data)); // The browser comes back by itself.
  handle('sluice.quota', (event) => console.warn('the quota is used up', event.data)); // The browser comes back, later.
  handle('sluice.end', () => source.close());
  handle('sluice.auth', () => {
    source.close();
    reopen();
  });
  source.onopen = () => {
    failures = 0;
  };
  source.onerror = () => {
    // It comes back by itself, unless it was refused${isOpen ? '' : ': then the ticket is too old'}, or the stream is over.
    if (source.readyState === EventSource.CLOSED) {
      reopen();
    }
  };
}

let failures = 0;

function reopen() {
  failures += 1;
  if (failures > 6) {
    console.error('The gateway has refused six times in a row: given up.');
    return;
  }
  setTimeout(() => open().catch(() => reopen()), 1_500 * 2 ** failures);
}

open().catch(() => reopen());
`;
  return { key: 'event-source', fileName: 'subscribe.html', command: '', code: page('Events', script) };
}

/** Returns a page that reads with `fetch`, which sends the credential itself and hears events of every type. */
export function fetchSnippet(target: SnippetTarget): Snippet {
  return { key: 'fetch', fileName: 'fetch.html', command: '', code: page('Events', streamReader(target, SHOW, 'console.info')) };
}
