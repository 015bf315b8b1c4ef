import { describe, expect, it } from 'vitest';
import { api } from '../fixtures';
import { gatewayUrls, topicParameters, topicPath } from './urls';

const at = (http: string | null, https: string | null) => ({ ...api, endpointURLs: [{ environmentName: 'Default', environmentDisplayName: 'Default', URLs: { http, https } }] });

describe('where an API is found', () => {
  it('begins with HTTPS', () => {
    const urls = gatewayUrls(at('http://gw.example.org:8280/prices/1.0.0', 'https://gw.example.org:8243/prices/1.0.0'));
    expect(urls[0]).toEqual({ label: 'Default, HTTPS', environment: 'Default', gateway: 'https://gw.example.org:8243', basePath: '/prices/1.0.0' });
    expect(urls).toHaveLength(2);
  });

  it('begins with HTTP on this machine, where no client knows the certificate', () => {
    expect(gatewayUrls(api)[0]?.gateway).toBe('http://localhost:8580');
  });

  it('leaves out what is not offered, and what is no address of HTTP', () => {
    expect(gatewayUrls(at(null, 'https://gw.example.org/a')).map((url) => url.gateway)).toEqual(['https://gw.example.org']);
    expect(gatewayUrls(at('javascript:alert(1)', null))).toEqual([]);
  });
});

describe('a topic', () => {
  it('has what it names in braces, and the rest of its path', () => {
    expect(topicParameters('/prices/{market}/{symbol}')).toEqual([
      { name: 'market', isWildcard: false },
      { name: 'symbol', isWildcard: false },
    ]);
    expect(topicParameters('/*')).toEqual([{ name: '*', isWildcard: true }]);
    expect(topicParameters('/memory')).toEqual([]);
  });

  it('is encoded as it is filled in', () => {
    expect(topicPath('/prices/{symbol}', { symbol: 'A/B C?' })).toBe('/prices/A%2FB%20C%3F');
    expect(topicPath('/*', { '*': '/memory/a b' })).toBe('/memory/a%20b');
    expect(topicPath('/memory', {})).toBe('/memory');
  });
});
