import { z } from 'zod';
import { contextRule, endpointRule, nameRule, versionRule } from '../create/rules';
import { texts } from '../../../texts';
import { ruled } from '../create/shapes';

const findingShape = z.object({ code: z.string(), message: z.string(), line: z.number().optional(), column: z.number().optional() });

/** What a check of an AsyncAPI document has found. */
export const validationShape = z.object({
  isValid: z.boolean(),
  content: z.string().optional(),
  info: z
    .object({
      name: z.string(),
      version: z.string(),
      context: z.string().optional(),
      description: z.string(),
      asyncAPIVersion: z.string(),
      protocol: z.string(),
      endpoints: z.array(z.string()),
    })
    .optional(),
  errors: z.array(findingShape),
  warnings: z.array(findingShape),
});

export type Validation = z.infer<typeof validationShape>;
export type Finding = z.infer<typeof findingShape>;

/**
 * What is asked for beside a document. An API without an endpoint can be given one later; the endpoint of a document can only
 * be replaced by another one.
 */
export const importShapeOf = (proposal: { readonly endpoint: string }) =>
  z.object({
    name: ruled(nameRule),
    context: ruled(contextRule),
    version: ruled(versionRule),
    endpoint: ruled((text) => (text !== '' ? endpointRule(text) : proposal.endpoint === '' ? null : texts.importing.endpointOfDocument)),
  });

export type ImportValues = z.infer<ReturnType<typeof importShapeOf>>;

/** Returns the form's values as the document proposes them. */
export function proposed(info: NonNullable<Validation['info']>): ImportValues {
  return { name: info.name, context: info.context ?? '', version: info.version, endpoint: info.endpoints.find((url) => endpointRule(url) === null) ?? '' };
}

/** Returns the fields of the new API that count more than the document: an endpoint only if it is another one. */
export function fieldsOf(values: ImportValues, proposal: ImportValues): Readonly<Record<string, unknown>> {
  const { name, context, version, endpoint } = values;
  return {
    name,
    context,
    version,
    ...(endpoint !== proposal.endpoint && endpoint !== '' && { endpointConfig: { endpoint_type: 'http', production_endpoints: { url: endpoint } } }),
  };
}

/** Returns the language of a document: JSON begins with a brace. */
export function languageOf(text: string): 'json' | 'yaml' {
  return text.trimStart().startsWith('{') ? 'json' : 'yaml';
}
