import { readDocument } from '../../api/document/rendered/outline';

const UNTYPED = 'message';

/** Returns the types of a topic's events that an AsyncAPI document names, besides those without a type. */
export function eventTypes(document: string, target: string): readonly string[] {
  const read = readDocument(document);
  if (read.kind !== 'known') {
    return [];
  }
  const channels = read.outline.channels.filter(({ address }) => address === target);
  return [...new Set(channels.flatMap(({ messages }) => messages.map(({ name }) => name)))].filter((name) => name !== UNTYPED && name !== '');
}

/** Returns the types of a list that was typed: with commas or blanks between them. */
export function typesOf(text: string): readonly string[] {
  return text.split(/[,\s]+/).filter((type) => type !== '');
}
