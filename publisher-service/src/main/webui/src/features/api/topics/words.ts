import { texts } from '../../../texts';
import type { Operation } from '../api/shapes';
import { isLiteral } from './pattern';

/** Returns what a topic's streaming settings mean, a sentence each; those that everybody has are left out. */
export function streamingWords(operation: Operation): readonly string[] {
  const { streaming, target } = operation;
  const words = texts.topics;
  const isPinned = streaming.pull === undefined ? isLiteral(target) : streaming.pull === 'pinned';
  const sentences: string[] = [isPinned ? words.short.pinned : words.short.demand];
  const said = (choices: Readonly<Record<string, string>>, value: string) => choices[value];
  const others = [
    said(words.short.resume, streaming.resume),
    said(words.short.slowClient, streaming.slowClient),
    said(words.short.onGap, streaming.onGap),
    streaming.controlEvents ? undefined : words.short.plain,
    said(words.short.heartbeat, streaming.heartbeat),
  ];
  return sentences.concat(others.filter((text) => text !== undefined));
}
