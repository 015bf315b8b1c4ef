import { z } from 'zod';

const itemShape = z.object({
  /** A pointer into the document. */
  code: z.string(),
  message: z.string(),
  line: z.number().optional(),
});

/** What the check of a document has found. */
export const validationShape = z.object({
  isValid: z.boolean(),
  errors: z.array(itemShape).default([]),
  warnings: z.array(itemShape).default([]),
});

export type Validation = z.infer<typeof validationShape>;

/** One finding; `line` 0: of the document as a whole. */
export interface DocumentFinding {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly pointer: string;
  readonly line: number;
}

const PLACE = / \(line (\d+), column \d+\)$/;

/** Returns the findings in the order of the text. */
export function findingsOf({ errors, warnings }: Pick<Validation, 'errors' | 'warnings'>): readonly DocumentFinding[] {
  const of = (severity: 'error' | 'warning') => (item: z.infer<typeof itemShape>) => ({
    severity,
    message: item.message.replace(PLACE, ''),
    pointer: item.code,
    line: item.line ?? Number(PLACE.exec(item.message)?.[1] ?? 0),
  });
  return [...errors.map(of('error')), ...warnings.map(of('warning'))].sort((a, b) => a.line - b.line);
}
