import { z } from 'zod';
import { texts } from '../../texts';

const KINDS = ['API', 'APPLICATION', 'USER', 'IP', 'IPRANGE'] as const;

/** What a rule denies. */
export type DenyKind = (typeof KINDS)[number];

const addressesShape = z.object({
  fixedIp: z.string().optional(),
  startingIp: z.string().optional(),
  endingIp: z.string().optional(),
  invert: z.boolean().default(false),
});

export const denyRuleShape = z.object({
  conditionId: z.string(),
  conditionType: z.enum(KINDS),
  conditionValue: z.union([z.string(), addressesShape]),
  conditionStatus: z.boolean(),
});

export type DenyRule = z.infer<typeof denyRuleShape>;

export const denyRuleListShape = z.object({ list: z.array(denyRuleShape), pagination: z.object({ total: z.number() }) });

/** Returns what a rule is about, for people. */
export function valueWords({ conditionValue: value }: DenyRule): string {
  if (typeof value === 'string') {
    return value;
  }
  const addresses = value.fixedIp ?? `${value.startingIp ?? ''} - ${value.endingIp ?? ''}`;
  return value.invert ? texts.denyRules.allBut(addresses) : addresses;
}

const words = texts.denyRules;

/** A rule as it is typed; `last` and `inverted` are for addresses alone. */
export const denyRuleFormShape = z
  .object({ kind: z.enum(KINDS), value: z.string().trim().min(1, words.missing), last: z.string().trim(), inverted: z.boolean(), isOn: z.boolean() })
  .refine(({ kind, last }) => kind !== 'IPRANGE' || last !== '', { path: ['last'], message: words.missing });

export type DenyRuleValues = z.infer<typeof denyRuleFormShape>;

/** Returns the body of a new rule. */
export function bodyOf({ kind, value, last, inverted, isOn }: DenyRuleValues): object {
  return { conditionType: kind, conditionValue: conditionValue(), conditionStatus: isOn };

  function conditionValue() {
    switch (kind) {
      case 'IP':
        return { fixedIp: value, invert: inverted };
      case 'IPRANGE':
        return { startingIp: value, endingIp: last, invert: inverted };
      default:
        return value;
    }
  }
}

const FIELDS: Readonly<Record<string, keyof DenyRuleValues>> = {
  conditionType: 'kind',
  conditionValue: 'value',
  'conditionValue.fixedIp': 'value',
  'conditionValue.startingIp': 'value',
  'conditionValue.endingIp': 'last',
  'conditionValue.invert': 'inverted',
};

/** Returns the form's field of a path in the body, or null. */
export function denyRuleFieldOf(path: string): keyof DenyRuleValues | null {
  return FIELDS[path] ?? null;
}
