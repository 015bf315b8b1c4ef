import { z } from 'zod';
import { texts } from '../../../texts';
import type { Api } from '../api/shapes';

const words = texts.endpoints.problems;

/** How a backend is signed in at, by the names of the REST API. */
export const SECURITY_TYPES = ['NONE', 'BASIC', 'BEARER', 'APIKEY', 'OAUTH'] as const;
export type SecurityType = (typeof SECURITY_TYPES)[number];

export const KEY_TYPES = ['production', 'sandbox'] as const;
/** Which of an API's endpoints. */
export type EndpointKey = (typeof KEY_TYPES)[number];

const URL_SHAPE = /^https?:\/\/[^\s/?#]+[^\s?#]*$/i;
const TOKEN_URL = /^https?:\/\/[^\s/?#]+[^\s#]*$/i;

const endpointShape = z
  .object({
    url: z
      .string()
      .trim()
      .max(2_000, words.long)
      .refine((url) => url === '' || URL_SHAPE.test(url), words.url),
    type: z.enum(SECURITY_TYPES),
    username: z.string(),
    password: z.string(),
    token: z.string(),
    headerName: z.string(),
    headerValue: z.string(),
    tokenUrl: z.string().trim(),
    clientId: z.string(),
    clientSecret: z.string(),
    scopes: z.string(),
    /** The kind of credentials that is stored: its secret may be left empty. */
    storedType: z.string(),
  })
  .superRefine((endpoint, context) => {
    const need = (path: keyof typeof endpoint) => {
      if (endpoint[path].trim() === '') {
        context.addIssue({ code: 'custom', path: [path], message: words.required });
      }
    };
    if (endpoint.type !== 'NONE' && endpoint.url === '') {
      context.addIssue({ code: 'custom', path: ['url'], message: words.urlFirst });
    }
    FIELDS_OF[endpoint.type].forEach(need);
    const secret = SECRET_OF[endpoint.type];
    if (secret !== null && endpoint.storedType !== endpoint.type) {
      need(secret);
    }
    if (endpoint.type === 'OAUTH' && endpoint.tokenUrl !== '' && !TOKEN_URL.test(endpoint.tokenUrl)) {
      context.addIssue({ code: 'custom', path: ['tokenUrl'], message: words.url });
    }
  });

type EndpointField = 'username' | 'password' | 'token' | 'headerName' | 'headerValue' | 'tokenUrl' | 'clientId' | 'clientSecret';

const FIELDS_OF: Readonly<Record<SecurityType, readonly EndpointField[]>> = {
  NONE: [],
  BASIC: ['username'],
  BEARER: [],
  APIKEY: ['headerName'],
  OAUTH: ['tokenUrl', 'clientId'],
};

const SECRET_OF: Readonly<Record<SecurityType, EndpointField | null>> = {
  NONE: null,
  BASIC: 'password',
  BEARER: 'token',
  APIKEY: 'headerValue',
  OAUTH: 'clientSecret',
};

export const endpointsShape = z.object({ production: endpointShape, sandbox: endpointShape });

export type EndpointsValues = z.infer<typeof endpointsShape>;
export type EndpointValues = EndpointsValues['production'];

const storedShape = z.object({
  enabled: z.boolean().default(false),
  type: z.string().default('NONE'),
  username: z.string().default(''),
  apiKeyIdentifier: z.string().default(''),
  tokenUrl: z.string().default(''),
  clientId: z.string().default(''),
  scopes: z.array(z.string()).default([]),
});

export function valuesOf(api: Api): EndpointsValues {
  return { production: endpointOf(api, 'production'), sandbox: endpointOf(api, 'sandbox') };
}

function endpointOf(api: Api, key: EndpointKey): EndpointValues {
  const { endpointConfig } = api;
  const stored = storedShape.parse(endpointConfig.endpoint_security?.[key] ?? {});
  const type = SECURITY_TYPES.find((one) => stored.enabled && one === stored.type) ?? 'NONE';
  return {
    url: endpointConfig[`${key}_endpoints`]?.url ?? '',
    type,
    username: stored.username,
    password: '',
    token: '',
    headerName: stored.apiKeyIdentifier,
    headerValue: '',
    tokenUrl: stored.tokenUrl,
    clientId: stored.clientId,
    clientSecret: '',
    scopes: stored.scopes.join(' '),
    storedType: type,
  };
}

/** Returns the API with these endpoints. A secret that is empty is kept by the server. */
export function withValues(api: Api, values: EndpointsValues): Api {
  const { production_endpoints: _, sandbox_endpoints: __, endpoint_security: ___, ...rest } = api.endpointConfig;
  const security = Object.fromEntries(KEY_TYPES.filter((key) => values[key].type !== 'NONE').map((key) => [key, securityOf(values[key])]));
  return {
    ...api,
    endpointConfig: {
      ...rest,
      ...(values.production.url !== '' && { production_endpoints: { ...api.endpointConfig.production_endpoints, url: values.production.url } }),
      ...(values.sandbox.url !== '' && { sandbox_endpoints: { ...api.endpointConfig.sandbox_endpoints, url: values.sandbox.url } }),
      ...(Object.keys(security).length > 0 && { endpoint_security: security }),
    },
  };
}

function securityOf(endpoint: EndpointValues): Record<string, unknown> {
  const { type } = endpoint;
  switch (type) {
    case 'NONE':
      return { enabled: false, type };
    case 'BASIC':
      return { enabled: true, type, username: endpoint.username, password: endpoint.password };
    case 'BEARER':
      return { enabled: true, type, token: endpoint.token };
    case 'APIKEY':
      return { enabled: true, type, apiKeyIdentifier: endpoint.headerName, apiKeyIdentifierType: 'HEADER', apiKeyValue: endpoint.headerValue };
    case 'OAUTH':
      return {
        enabled: true,
        type,
        grantType: 'CLIENT_CREDENTIALS',
        tokenUrl: endpoint.tokenUrl,
        clientId: endpoint.clientId,
        clientSecret: endpoint.clientSecret,
        scopes: endpoint.scopes.split(/\s+/).filter((scope) => scope !== ''),
      };
  }
}

const NAMES: Readonly<Record<string, keyof EndpointValues>> = {
  url: 'url',
  type: 'type',
  username: 'username',
  password: 'password',
  token: 'token',
  apiKeyIdentifier: 'headerName',
  apiKeyValue: 'headerValue',
  tokenUrl: 'tokenUrl',
  clientId: 'clientId',
  clientSecret: 'clientSecret',
  scopes: 'scopes',
};

/** Returns the form's field of a path in the API's body, or null. */
export function endpointFieldOf(path: string): `${EndpointKey}.${keyof EndpointValues}` | null {
  const [, atUrl, atSecurity, field = ''] =
    /^endpointConfig\.(?:(production|sandbox)_endpoints|endpoint_security\.(production|sandbox))\.(\w+)/.exec(path) ?? [];
  const key = KEY_TYPES.find((one) => one === (atUrl ?? atSecurity));
  const name = NAMES[field];
  return key === undefined || name === undefined ? null : `${key}.${name}`;
}
