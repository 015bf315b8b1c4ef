import { texts } from '../texts';
import { z } from 'zod';

/** The body of every refusal of the REST APIs. */
export const refusalShape = z.object({
  code: z.number().optional(),
  message: z.string(),
  description: z.string().default(''),
  error: z.array(z.object({ code: z.string().default(''), message: z.string().default('') })).default([]),
});

/** The body of a refusal of SCIM: RFC 7644 3.12. Wrong attributes are named in the text: `userName: is required; ..`. */
export const scimRefusalShape = z.object({ schemas: z.array(z.string()), detail: z.string() });
const SCIM_FIELD = /^([A-Za-z]+(?:\[\d+\])?(?:\.[A-Za-z]+)?): (.+)$/;

/** One wrong field; `field` is its path in the body that was sent: `operations[2].target`. */
export interface FieldProblem {
  readonly field: string;
  readonly reason: string;
}

/** Status of a problem that is the page's own: an answer of another shape, a mistake in its code. */
export const OWN_FAULT = -1;

/** What went wrong with one request, in words that can be shown. `status` 0: no answer came; see also {@link OWN_FAULT}. */
export interface Problem {
  readonly status: number;
  /** Of the catalogue of errors, where a status is not enough: 900251. */
  readonly code?: number;
  readonly title: string;
  readonly description: string;
  readonly fields: readonly FieldProblem[];
  readonly requestId: string | null;
}

/** A request that was refused or got no answer. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.description === '' ? problem.title : problem.description);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** Returns what a refusal says, whatever its body is. */
export async function toProblem(response: Response): Promise<Problem> {
  const requestId = response.headers.get('Sluice-Request-Id');
  const body: unknown = await response.json().catch(() => null);
  const scim = scimRefusalShape.safeParse(body);
  if (scim.success) {
    return ofScim(response.status, scim.data.detail, requestId);
  }
  const refusal = refusalShape.safeParse(body);
  if (!refusal.success) {
    return { status: response.status, title: `HTTP ${response.status}`, description: response.statusText, fields: [], requestId };
  }
  return {
    status: response.status,
    ...(refusal.data.code !== undefined && { code: refusal.data.code }),
    title: refusal.data.message,
    description: refusal.data.description,
    fields: refusal.data.error.map((item) => ({ field: item.code, reason: item.message })),
    requestId,
  };
}

function ofScim(status: number, detail: string, requestId: string | null): Problem {
  const fields = detail.split('; ').flatMap((part) => {
    const [, field, reason] = SCIM_FIELD.exec(part) ?? [];
    return field !== undefined && reason !== undefined ? [{ field, reason }] : [];
  });
  return { status, title: detail, description: '', fields, requestId };
}

/** Returns the problem of anything that was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) {
    return error.problem;
  }
  const description = error instanceof Error ? error.message : String(error);
  return { status: OWN_FAULT, title: texts.common.problem.unexpectedTitle, description, fields: [], requestId: null };
}
