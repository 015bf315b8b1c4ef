import { firstText, isTree, listOf, nameOfReference, parseDocument, resolve, textOf, treeOf, type Tree } from './tree';

export interface ExampleOutline {
  readonly name: string;
  readonly payload: unknown;
}

export interface MessageOutline {
  /** The type of its events. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly contentType: string;
  /** A schema, `undefined` = none. */
  readonly payload: unknown;
  readonly examples: readonly ExampleOutline[];
}

export interface ParameterOutline {
  readonly name: string;
  readonly description: string;
  readonly examples: readonly string[];
  readonly values: readonly string[];
}

export interface ChannelOutline {
  readonly key: string;
  readonly address: string;
  readonly title: string;
  readonly description: string;
  readonly parameters: readonly ParameterOutline[];
  readonly messages: readonly MessageOutline[];
}

export interface OperationOutline {
  readonly key: string;
  /** As the reader of the document sees it: a client receives, or sends. */
  readonly direction: 'receive' | 'send';
  readonly title: string;
  readonly description: string;
  readonly channel: ChannelOutline;
  readonly messages: readonly MessageOutline[];
}

export interface ServerOutline {
  readonly name: string;
  readonly address: string;
  readonly protocol: string;
  readonly description: string;
}

/** What an AsyncAPI document of version 2 or 3 says, operations first. */
export interface DocumentOutline {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  readonly asyncapi: string;
  readonly servers: readonly ServerOutline[];
  readonly operations: readonly OperationOutline[];
  readonly channels: readonly ChannelOutline[];
}

export type ReadDocument =
  | { readonly kind: 'known'; readonly root: Tree; readonly outline: DocumentOutline }
  /** Of a version, or of a kind, that is not known here. */
  | { readonly kind: 'unknown'; readonly root: Tree; readonly version: string }
  | { readonly kind: 'broken'; readonly problem: string };

/** Reads a document of any kind; never throws. */
export function readDocument(text: string): ReadDocument {
  const parsed = parseDocument(text);
  if ('problem' in parsed) {
    return { kind: 'broken', problem: parsed.problem };
  }
  const { root } = parsed;
  const asyncapi = textOf(root.asyncapi);
  if (asyncapi.startsWith('3.')) {
    return { kind: 'known', root, outline: outlineOf(root, asyncapi, version3(root)) };
  }
  if (asyncapi.startsWith('2.')) {
    return { kind: 'known', root, outline: outlineOf(root, asyncapi, version2(root)) };
  }
  return { kind: 'unknown', root, version: asyncapi };
}

interface Parts {
  readonly operations: readonly OperationOutline[];
  readonly channels: readonly ChannelOutline[];
}

function outlineOf(root: Tree, asyncapi: string, parts: Parts): DocumentOutline {
  const info = treeOf(root.info);
  return {
    title: textOf(info.title),
    version: textOf(info.version),
    description: textOf(info.description),
    asyncapi,
    servers: Object.entries(treeOf(root.servers)).map(([name, value]) => serverOf(name, treeOf(resolve(root, value)))),
    ...parts,
  };
}

function serverOf(name: string, server: Tree): ServerOutline {
  const host = textOf(server.host);
  const protocol = textOf(server.protocol);
  const variables = treeOf(server.variables);
  const address = host === '' ? textOf(server.url) : `${protocol}://${host}${textOf(server.pathname)}`;
  return {
    name,
    address: address.replaceAll(/\{([^{}]*)\}/g, (whole, variable: string) => firstText(treeOf(variables[variable]).default, whole)),
    protocol,
    description: textOf(server.description),
  };
}

function version3(root: Tree): Parts {
  const channels = new Map<unknown, ChannelOutline>();
  const byKey: ChannelOutline[] = [];
  for (const [key, value] of Object.entries(treeOf(root.channels))) {
    const channel = treeOf(resolve(root, value));
    const outline: ChannelOutline = {
      key,
      address: firstText(channel.address, key),
      title: textOf(channel.title),
      description: firstText(channel.description, channel.summary),
      parameters: parametersOf(root, channel.parameters),
      messages: Object.entries(treeOf(channel.messages)).map(([name, message]) => messageOf(root, name, message)),
    };
    channels.set(channel, outline);
    byKey.push(outline);
  }
  const operations = Object.entries(treeOf(root.operations)).map(([key, value]): OperationOutline => {
    const operation = treeOf(resolve(root, value));
    const channel = channels.get(resolve(root, operation.channel)) ?? noChannel(nameOfReference(operation.channel));
    const own = listOf(operation.messages).map((message) => messageOf(root, nameOfReference(message), message));
    return {
      key,
      direction: operation.action === 'receive' ? 'send' : 'receive',
      title: firstText(operation.title, operation.summary, channel.title),
      description: descriptionOf(operation),
      channel,
      messages: own.length > 0 ? own : channel.messages,
    };
  });
  return { operations, channels: byKey };
}

function version2(root: Tree): Parts {
  const operations: OperationOutline[] = [];
  const channels = Object.entries(treeOf(root.channels)).map(([address, value]): ChannelOutline => {
    const channel = treeOf(resolve(root, value));
    const sides = (['subscribe', 'publish'] as const)
      .filter((side) => isTree(channel[side]))
      .map((side) => ({ side, operation: treeOf(channel[side]) }))
      .map(({ side, operation }) => ({ side, operation, messages: messagesOf2(root, operation.message) }));
    const outline: ChannelOutline = {
      key: address,
      address,
      title: '',
      description: textOf(channel.description),
      parameters: parametersOf(root, channel.parameters),
      messages: sides.flatMap((side) => side.messages),
    };
    for (const { side, operation, messages } of sides) {
      operations.push({
        key: firstText(operation.operationId, `${side} ${address}`),
        direction: side === 'subscribe' ? 'receive' : 'send',
        title: textOf(operation.summary),
        description: textOf(operation.description),
        channel: outline,
        messages,
      });
    }
    return outline;
  });
  return { operations, channels };
}

function messagesOf2(root: Tree, value: unknown): readonly MessageOutline[] {
  if (value === undefined) {
    return [];
  }
  const several = treeOf(resolve(root, value)).oneOf;
  return (Array.isArray(several) ? several : [value]).map((message: unknown) => messageOf(root, nameOfReference(message), message));
}

function noChannel(address: string): ChannelOutline {
  return { key: address, address, title: '', description: '', parameters: [], messages: [] };
}

function descriptionOf(operation: Tree): string {
  const summary = textOf(operation.summary);
  const description = textOf(operation.description);
  return textOf(operation.title) === '' || summary === '' || summary === description ? description : `${summary}\n${description}`.trim();
}

function messageOf(root: Tree, key: string, value: unknown): MessageOutline {
  const message = treeOf(resolve(root, value));
  return {
    name: firstText(message.name, key),
    title: textOf(message.title),
    description: firstText(message.description, message.summary),
    contentType: firstText(message.contentType, root.defaultContentType),
    payload: payloadOf(resolve(root, message.payload)),
    examples: listOf(message.examples).flatMap((example, index) => {
      const { name, summary, payload } = treeOf(resolve(root, example));
      return payload === undefined ? [] : [{ name: firstText(summary, name, String(index + 1)), payload }];
    }),
  };
}

/** Version 3 may wrap a schema to name its format. */
function payloadOf(payload: unknown): unknown {
  const { schemaFormat, schema } = treeOf(payload);
  return schemaFormat !== undefined && schema !== undefined ? schema : payload;
}

function parametersOf(root: Tree, parameters: unknown): readonly ParameterOutline[] {
  return Object.entries(treeOf(parameters)).map(([name, value]) => {
    const parameter = treeOf(resolve(root, value));
    const schema = treeOf(resolve(root, parameter.schema));
    return {
      name,
      description: firstText(parameter.description, schema.description),
      examples: listOf(parameter.examples ?? schema.examples).map(textOf).filter((text) => text !== ''),
      values: listOf(parameter.enum ?? schema.enum).map(textOf).filter((text) => text !== ''),
    };
  });
}
