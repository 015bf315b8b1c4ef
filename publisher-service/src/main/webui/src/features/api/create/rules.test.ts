import { describe, expect, it } from 'vitest';
import { contextRule, endpointRule, nameRule, versionRule } from './rules';

describe('the rules of a new API, which are the server\'s', () => {
  it.each(['Stock prices', 'Preise-é', 'a_b'])('takes the name %s', (name) => expect(nameRule(name)).toBeNull());
  it.each(['', '  ', 'a/b', 'a  b', ' a', 'a$', 'x'.repeat(61)])('refuses the name "%s"', (name) => expect(nameRule(name)).not.toBeNull());

  it.each(['/prices', 'prices', '/a/{version}/b', '/a.b~c-d_e'])('takes the context %s', (context) => expect(contextRule(context)).toBeNull());
  it.each(['', '/', '/a//b', '/a%20', '/{version}/{version}', '/t/x', '/sluice/x', '/q', '/..'])('refuses the context "%s"', (context) =>
    expect(contextRule(context)).not.toBeNull(),
  );

  it.each(['1.0.0', 'v2', '2026-01'])('takes the version %s', (version) => expect(versionRule(version)).toBeNull());
  it.each(['', '1/0', '..', '.', '1 0', '1'.repeat(31)])('refuses the version "%s"', (version) => expect(versionRule(version)).not.toBeNull());

  it.each(['http://localhost:8380', 'https://a.example/x/', 'http://127.0.0.1:1', 'http://[::1]:80/'])('takes the endpoint %s', (endpoint) =>
    expect(endpointRule(endpoint)).toBeNull(),
  );
  it.each(['', 'ftp://x', 'http://', 'http://u:p@x', 'http://x:0', 'http://127.1', 'http://0x7f000001', 'http://x?a=b', 'http://x#y', 'http://a b'])(
    'refuses the endpoint "%s"',
    (endpoint) => expect(endpointRule(endpoint)).not.toBeNull(),
  );
});
