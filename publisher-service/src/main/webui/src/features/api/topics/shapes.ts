import { z } from 'zod';
import { texts } from '../../../texts';
import type { Operation } from '../api/shapes';
import { patternProblem, unknownParts, type PatternProblem } from './pattern';

const words = texts.topics.problems;

function wordsOf(problem: PatternProblem): string {
  switch (problem.kind) {
    case 'segment':
      return words.segment(problem.segment);
    case 'twice':
      return words.twice(problem.segment);
    default:
      return words[problem.kind];
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A topic as the form has it. An empty `pull` leaves it to the path. */
export const topicShape = z
  .object({
    target: z.string().trim(),
    uriMapping: z.string().trim(),
    description: z.string().max(32_766),
    payloadSchema: z.string().refine((text) => text.trim() === '' || isJson(text), words.schema),
    authType: z.string(),
    scopes: z.array(z.string()),
    pull: z.string(),
    resume: z.string(),
    slowClient: z.string(),
    onGap: z.string(),
    controlEvents: z.string(),
    heartbeat: z.string(),
  })
  .superRefine((topic, context) => {
    const target = patternProblem(topic.target);
    if (target !== null) {
      context.addIssue({ code: 'custom', path: ['target'], message: wordsOf(target) });
    }
    if (topic.uriMapping !== '') {
      const mapping = patternProblem(topic.uriMapping);
      const [unknown] = unknownParts(topic.target, topic.uriMapping);
      if (mapping !== null) {
        context.addIssue({ code: 'custom', path: ['uriMapping'], message: wordsOf(mapping) });
      } else if (unknown !== undefined) {
        context.addIssue({ code: 'custom', path: ['uriMapping'], message: words.unknownPart(unknown) });
      }
    }
    if (topic.controlEvents === 'no' && topic.heartbeat === 'event') {
      context.addIssue({ code: 'custom', path: ['heartbeat'], message: words.heartbeat });
    }
  });

export type TopicValues = z.infer<typeof topicShape>;

export const NEW_TOPIC: TopicValues = {
  target: '',
  uriMapping: '',
  description: '',
  payloadSchema: '',
  authType: 'Any',
  scopes: [],
  pull: '',
  resume: 'auto',
  slowClient: 'replay',
  onGap: 'earliest',
  controlEvents: 'yes',
  heartbeat: 'comment',
};

export function valuesOf(operation: Operation): TopicValues {
  const { streaming } = operation;
  return {
    target: operation.target,
    uriMapping: operation.uriMapping ?? '',
    description: operation.description ?? '',
    payloadSchema: operation.payloadSchema ?? '',
    authType: operation.authType,
    scopes: operation.scopes,
    pull: streaming.pull ?? '',
    resume: streaming.resume,
    slowClient: streaming.slowClient,
    onGap: streaming.onGap,
    controlEvents: streaming.controlEvents ? 'yes' : 'no',
    heartbeat: streaming.heartbeat,
  };
}

/** Returns the operation that a form describes; what the form does not show stays as it is in `before`. */
export function operationOf(values: TopicValues, before: Operation | null): Operation {
  const { pull: _, ...streaming } = before?.streaming ?? {};
  const { uriMapping: __, description: ___, payloadSchema: ____, ...rest } = before ?? {};
  return {
    verb: 'SUBSCRIBE',
    ...rest,
    target: values.target,
    authType: values.authType,
    scopes: [...values.scopes],
    ...(values.uriMapping !== '' && { uriMapping: values.uriMapping }),
    ...(values.description !== '' && { description: values.description }),
    ...(values.payloadSchema.trim() !== '' && { payloadSchema: values.payloadSchema }),
    streaming: {
      ...streaming,
      ...(values.pull !== '' && { pull: values.pull }),
      resume: values.resume,
      slowClient: values.slowClient,
      onGap: values.onGap,
      controlEvents: values.controlEvents === 'yes',
      heartbeat: values.heartbeat,
    },
  };
}

const FIELDS: Readonly<Record<string, keyof TopicValues>> = {
  target: 'target',
  uriMapping: 'uriMapping',
  description: 'description',
  payloadSchema: 'payloadSchema',
  authType: 'authType',
  scopes: 'scopes',
  'streaming.pull': 'pull',
  'streaming.resume': 'resume',
  'streaming.slowClient': 'slowClient',
  'streaming.onGap': 'onGap',
  'streaming.controlEvents': 'controlEvents',
  'streaming.heartbeat': 'heartbeat',
};

/** Returns the form's field of a path in the API's body: `operations[2].uriMapping`, or null if it is another topic's. */
export function topicFieldOf(path: string, index: number): keyof TopicValues | null {
  const parts = /^operations\[(\d+)\]\.(.+)$/.exec(path);
  return parts !== null && Number(parts[1]) === index ? (FIELDS[parts[2] ?? ''] ?? null) : null;
}
