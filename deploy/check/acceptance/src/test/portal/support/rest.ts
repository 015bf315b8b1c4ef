import { expect, type APIRequestContext, type APIResponse } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { platform } from './platform';

export const ADMIN = { user: 'admin', password: 'admin' } as const;

export function basic({ user, password }: { readonly user: string; readonly password: string }): Record<string, string> {
  return { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}

/** A name that no other test has. */
export function freshName(stem: string): string {
  return stem + randomUUID().slice(0, 8);
}

/** An API as the publisher shows it; what a test wants of it beside is `unknown`. */
export interface Api {
  readonly id: string;
  readonly name: string;
  readonly basePath: string;
}

/** What an admin does by REST, to come quickly to where a test begins. */
export class Rest {
  readonly #request: APIRequestContext;

  /** @param request with an admin's credential */
  constructor(request: APIRequestContext) {
    this.#request = request;
  }

  get(path: string): Promise<unknown> {
    return this.#request.get(path).then((answer) => body(answer));
  }

  post(path: string, json?: unknown): Promise<unknown> {
    return this.#request.post(path, json === undefined ? {} : { data: json }).then((answer) => body(answer));
  }

  put(path: string, json: unknown): Promise<unknown> {
    return this.#request.put(path, { data: json }).then((answer) => body(answer));
  }

  /** As a form with fields of text. */
  putForm(path: string, fields: Readonly<Record<string, string>>): Promise<unknown> {
    return this.#request.put(path, { multipart: { ...fields } }).then((answer) => body(answer));
  }

  delete(path: string): Promise<unknown> {
    return this.#request.delete(path).then((answer) => body(answer));
  }

  /** Creates an API before the sample backend, with one topic at every path unless `more` says otherwise. */
  async createApi(stem: string, more: Record<string, unknown> = {}): Promise<Api> {
    const name = freshName(stem);
    const created = await this.post('/api/am/publisher/v4/apis', {
      name,
      context: `/${name}`,
      version: '1.0.0',
      type: 'SSE',
      endpointConfig: { endpoint_type: 'http', production_endpoints: { url: platform.backend } },
      operations: [{ target: '/*', verb: 'SUBSCRIBE' }],
      policies: ['AsyncUnlimited'],
      ...more,
    });
    return { id: text(created, 'id'), name, basePath: `/${name}/1.0.0` };
  }

  async deploy(api: Api): Promise<void> {
    const revision = await this.post(`/api/am/publisher/v4/apis/${api.id}/revisions`, { description: 'by a test' });
    await this.post(`/api/am/publisher/v4/apis/${api.id}/deploy-revision?revisionId=${text(revision, 'id')}`, [
      { name: 'Default', vhost: 'localhost', displayOnDevportal: true },
    ]);
  }

  /** @param action of the lifecycle, such as `Publish` */
  async move(api: Api, action: string): Promise<void> {
    await this.post(`/api/am/publisher/v4/apis/change-lifecycle?action=${action}&apiId=${api.id}`);
  }

  async publishedApi(stem: string, more: Record<string, unknown> = {}): Promise<Api> {
    const api = await this.createApi(stem, more);
    await this.deploy(api);
    await this.move(api, 'Publish');
    return api;
  }

  async testKey(api: Api): Promise<string> {
    return text(await this.post(`/api/am/publisher/v4/apis/${api.id}/generate-key`), 'apikey');
  }
}

/** Returns a member that must be a text. */
export function text(json: unknown, name: string): string {
  const value: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, name) : undefined;
  if (typeof value !== 'string') {
    throw new Error(`expected a text ${name} in ${JSON.stringify(json)}`);
  }
  return value;
}

async function body(answer: APIResponse): Promise<unknown> {
  const said = await answer.text();
  expect(answer.ok(), `${answer.url()}: ${answer.status()} ${said}`).toBe(true);
  return said === '' ? undefined : JSON.parse(said);
}
