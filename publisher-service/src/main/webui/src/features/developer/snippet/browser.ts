import { scriptQuoted } from './quote';
import { streamReader } from './reader';
import type { Snippet, SnippetTarget } from './target';

const CONTROL = ['sluice.live', 'sluice.gap', 'sluice.status', 'sluice.goaway', 'sluice.auth', 'sluice.end'] as const;

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

/**
 * Returns a page with the browser's EventSource, which can send no header: it opens the stream with a ticket. The browser
 * resumes by itself while the ticket is good; then the page gets another one, and goes on after the last id.
 */
export function eventSourceSnippet(target: SnippetTarget): Snippet {
  const types = ['message', ...target.types.filter((type) => type !== 'message' && !CONTROL.some((control) => control === type))];
  const script = `const gateway = ${scriptQuoted(target.gateway)};
const path = ${scriptQuoted(target.path)};
// A page that others see gets the ticket from its own server, which keeps the token.
const credential = { ${scriptQuoted(target.authorizationHeader)}: ${scriptQuoted(`Bearer ${target.token}`)} };

let lastId = '';

function onEvent(type, data) {
  ${SHOW}
}

async function open() {
  const answer = await fetch(gateway + '/sluice/tickets', {
    method: 'POST',
    headers: { ...credential, 'Content-Type': 'application/json' },
    body: JSON.stringify({ path }),
  });
  if (answer.status === 429 || answer.status >= 500) {
    throw new Error(\`\${answer.status}\`);
  }
  if (!answer.ok) {
    console.warn(answer.status, await answer.text()); // The token is no longer good, or the path is wrong.
    return;
  }
  const { url } = await answer.json();
  const source = new EventSource(gateway + url + (lastId === '' ? '' : '&last_event_id=' + encodeURIComponent(lastId)));
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
  handle('sluice.end', () => source.close());
  handle('sluice.auth', () => {
    source.close();
    reopen();
  });
  source.onopen = () => {
    failures = 0;
  };
  source.onerror = () => {
    // It comes back by itself, unless it was refused: then the ticket is too old, or the stream is over.
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

/** Returns a page that reads with `fetch`, which sends the token itself and hears events of every type. */
export function fetchSnippet(target: SnippetTarget): Snippet {
  return { key: 'fetch', fileName: 'fetch.html', command: '', code: page('Events', streamReader(target, SHOW, 'console.info')) };
}
