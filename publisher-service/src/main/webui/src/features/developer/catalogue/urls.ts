import type { DeveloperApi } from './shapes';

/** Where an API is found at the gateways of one environment, by one transport. */
export interface GatewayUrl {
  /** For lists: `Default, HTTPS`. */
  readonly label: string;
  readonly environment: string;
  /** Up to the path: `https://localhost:8243`. */
  readonly gateway: string;
  /** The API's path there: `/observer/1.0.0`. */
  readonly basePath: string;
}

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Returns all of them, the one to begin with first: HTTPS, but on this machine itself, where the certificate is one that
 * no client knows, and no other machine is on the way.
 */
export function gatewayUrls(api: DeveloperApi): readonly GatewayUrl[] {
  return api.endpointURLs.flatMap(({ environmentName, environmentDisplayName, URLs }) => {
    const urls = [URLs.https, URLs.http].flatMap((text) => {
      const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : null;
      return url === null || !/^https?:$/.test(url.protocol)
        ? []
        : [{ label: `${environmentDisplayName}, ${url.protocol.replace(':', '').toUpperCase()}`, environment: environmentName, gateway: url.origin, basePath: url.pathname }];
    });
    return urls.every((url) => LOCAL.has(new URL(url.gateway).hostname)) ? urls.reverse() : urls;
  });
}

/** A topic's address in parts: text, and what is filled in. */
export interface TopicParameter {
  readonly name: string;
  /** Whether it may hold slashes: what a `*` stands for. */
  readonly isWildcard: boolean;
}

/** The name of what the `*` at a topic's end stands for. */
export const REST_OF_PATH = '*';

export function topicParameters(target: string): readonly TopicParameter[] {
  const named = [...target.matchAll(/\{([^{}]+)\}/g)].map((match) => ({ name: match[1] ?? '', isWildcard: false }));
  return target.endsWith('*') ? [...named, { name: REST_OF_PATH, isWildcard: true }] : named;
}

/** Returns the path of a topic below its API with its parameters filled in, percent-encoded. */
export function topicPath(target: string, values: Readonly<Record<string, string>>): string {
  const named = target.replace(/\{([^{}]+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  if (!named.endsWith('*')) {
    return named;
  }
  const rest = (values[REST_OF_PATH] ?? '').replace(/^\/+/, '').split('/').map(encodeURIComponent).join('/');
  return named.slice(0, -1) + rest;
}
