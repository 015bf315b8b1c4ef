const PARAMETER = /^\{([A-Za-z_][A-Za-z0-9_-]{0,63})\}$/;
const LITERAL = /^[A-Za-z0-9._~!$&'()+,;=:@%-]+$/;
const MAX_LENGTH = 200;

/** Why a text is no topic. The server has the same rules, and decides. */
export type PatternProblem =
  | { readonly kind: 'empty' | 'slash' | 'length' }
  | { readonly kind: 'segment' | 'twice'; readonly segment: string };

/** Returns what is wrong with a topic's path: `/memory`, `/prices/{symbol}`, `/*`. */
export function patternProblem(target: string): PatternProblem | null {
  if (target === '') {
    return { kind: 'empty' };
  }
  if (!target.startsWith('/')) {
    return { kind: 'slash' };
  }
  if (target.length > MAX_LENGTH) {
    return { kind: 'length' };
  }
  const segments = segmentsOf(target);
  const seen = new Set<string>();
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    const isParameter = PARAMETER.test(segment);
    const isRight =
      isParameter || (segment === '*' && isLast) || (segment === '' && segments.length === 1) || (LITERAL.test(segment) && segment !== '.' && segment !== '..');
    if (!isRight) {
      return { kind: 'segment', segment };
    }
    if (isParameter && seen.has(segment)) {
      return { kind: 'twice', segment };
    }
    seen.add(segment);
  }
  return null;
}

function segmentsOf(target: string): readonly string[] {
  return target.slice(1).split('/');
}

/** Returns the names of the parameters in a path, in their order. */
export function parametersOf(target: string): readonly string[] {
  return segmentsOf(target).flatMap((segment) => PARAMETER.exec(segment)?.[1] ?? []);
}

/** Returns whether a topic is for all paths below it. */
export function isWildcard(target: string): boolean {
  return target === '*' || target.endsWith('/*');
}

/** Returns whether a topic is one single stream. */
export function isLiteral(target: string): boolean {
  return !isWildcard(target) && parametersOf(target).length === 0;
}

/**
 * Returns the path with its parameters and its `*` filled in, percent-encoded.
 *
 * @param rest what stands for the `*`; its slashes stay
 */
export function fillPath(target: string, values: Readonly<Record<string, string>>, rest: string): string {
  const filled = segmentsOf(target).map((segment) => {
    const name = PARAMETER.exec(segment)?.[1];
    if (name !== undefined) {
      return encodeURIComponent(values[name] ?? '');
    }
    return segment === '*' ? rest.replace(/^\//, '').split('/').map(encodeURIComponent).join('/') : segment;
  });
  return `/${filled.join('/')}`;
}

/** Returns the variable parts of a backend's path that the topic's path does not give. */
export function unknownParts(target: string, uriMapping: string): readonly string[] {
  const given = segmentsOf(target);
  return segmentsOf(uriMapping).filter((segment) => (PARAMETER.test(segment) || segment === '*') && !given.includes(segment));
}
