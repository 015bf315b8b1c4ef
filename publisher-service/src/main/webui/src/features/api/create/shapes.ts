import { z } from 'zod';
import { contextRule, endpointRule, nameRule, versionRule } from './rules';

/** A text for which the rule returns nothing. */
export const ruled = (rule: (text: string) => string | null) =>
  z.string().superRefine((text, check) => {
    const wrong = rule(text);
    if (wrong !== null) {
      check.addIssue({ code: 'custom', message: wrong });
    }
  });

/** What the first page of a new API asks for. */
export const newApiShape = z.object({
  name: ruled(nameRule),
  context: ruled(contextRule),
  version: ruled(versionRule),
  endpoint: ruled(endpointRule),
});

export type NewApiValues = z.infer<typeof newApiShape>;

const FIELDS: Readonly<Record<string, keyof NewApiValues>> = {
  name: 'name',
  context: 'context',
  version: 'version',
  'endpointConfig.production_endpoints.url': 'endpoint',
};

/** Returns the field of the form for a path of the REST body, or null when the form has none. */
export function fieldOf(path: string): keyof NewApiValues | null {
  return FIELDS[path] ?? null;
}

const NAME_TAKEN = 900250;
const CONTEXT_TAKEN = 900251;

/** Returns the field that a refusal of the whole is about, or null when it is about none. */
export function takenField(code: number | undefined): 'name' | 'context' | null {
  return code === NAME_TAKEN ? 'name' : code === CONTEXT_TAKEN ? 'context' : null;
}
