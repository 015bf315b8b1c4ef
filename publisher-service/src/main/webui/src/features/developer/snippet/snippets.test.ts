import { describe, expect, it } from 'vitest';
import { snippets, type SnippetTarget } from '.';
import { scriptQuoted, shellQuoted, stringQuoted } from './quote';

const target: SnippetTarget = {
  gateway: 'https://gateway.example.org:8243',
  path: '/observer/1.0.0/prices/ABC?rate=20',
  credential: { header: 'Authorization', value: 'Bearer ey.token' },
  types: ['price'],
};

describe('snippets', () => {
  it('are there for every kind of client, each under a name of its own', () => {
    expect(snippets(target).map((snippet) => snippet.key)).toEqual(['curl', 'event-source', 'fetch', 'node', 'java', 'python']);
    expect(new Set(snippets(target).map((snippet) => snippet.fileName)).size).toBe(6);
  });

  it.each(snippets(target))('$key carries address and credential, and resumes', ({ code }) => {
    expect(code).toContain('gateway.example.org:8243');
    expect(code).toContain('/observer/1.0.0/prices/ABC?rate=20');
    expect(code).toContain('ey.token');
    expect(code).toMatch(/Last-Event-ID|last_event_id/);
    expect(code).toContain('sluice.gap');
    expect(code).toContain('sluice.goaway');
    expect(code).not.toContain('undefined');
    expect(code).not.toContain('null:');
  });

  it.each(snippets({ ...target, credential: { header: 'X-Key', value: 'slk_live_1' } }))('$key sends an API key in the header that the API reads', ({ code }) => {
    expect(code).toContain('X-Key');
    expect(code).toContain('slk_live_1');
    expect(code).not.toMatch(/Authorization|Bearer/);
  });

  it.each(snippets({ ...target, credential: null }))('$key shows nothing where the topic is open, and gets no ticket', ({ code }) => {
    expect(code).toContain('/observer/1.0.0/prices/ABC?rate=20');
    expect(code).not.toMatch(/Authorization|Bearer|ticket/);
    expect(code).toMatch(/Last-Event-ID|last_event_id/);
    expect(code).not.toMatch(/undefined|null:/);
  });

  it.each(snippets({ ...target, credential: { header: 'Authorization', value: `it's "quoted" \\ $(id) \`id\` </script>` } }))('$key quotes what is in a credential', ({ key, code }) => {
    const quoted = { curl: `it'\\''s "quoted" \\ $(id) \`id\` </script>`, java: `it's \\"quoted\\" \\\\ $(id)`, python: `it's \\"quoted\\" \\\\ $(id)` };
    expect(code).toContain(key === 'curl' || key === 'java' || key === 'python' ? quoted[key] : `it's \\"quoted\\" \\\\ $(id) \`id\` \\u003c/script\\u003e`);
  });

  it('of EventSource names the types that the stream has', () => {
    const page = snippets({ ...target, types: ['price', 'message', 'sluice.gap'] }).find((snippet) => snippet.key === 'event-source');
    expect(page?.code).toContain('["message", "price"]');
  });
});

describe('quoted texts', () => {
  const odd = `a'b"c\\d$e\`f\n<g>\u2028\u0001`;

  it('are read back by JavaScript', () => {
    expect(JSON.parse(scriptQuoted(odd))).toBe(odd);
    expect(scriptQuoted(odd)).not.toMatch(/[<>\u2028\n]/);
  });

  it('have no quote of the shell that ends them', () => {
    expect(shellQuoted("a'b")).toBe(`'a'\\''b'`);
  });

  it('have no line end', () => {
    expect(stringQuoted(odd)).not.toContain('\n');
  });
});
