import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchJson, send, withQuery } from '../../api/client';
import { bodyOf, denyRuleListShape, denyRuleShape, type DenyRule, type DenyRuleValues } from './shapes';

const THROTTLING = '/api/am/admin/v4/throttling';
/** Rules on a page. */
export const PAGE_SIZE = 50;
/** Every query of rules has a key that begins so. */
export const DENY_RULES = ['deny-rules'] as const;

/** @param text a part of the value; empty = all */
export const denyRulesQuery = (text: string, page: number) =>
  queryOptions({
    queryKey: [...DENY_RULES, text, page],
    queryFn: ({ signal }) =>
      fetchJson(withQuery(`${THROTTLING}/deny-policies`, { query: text, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }), denyRuleListShape, { signal }),
    placeholderData: keepPreviousData,
  });

function rulePath(ruleId: string): string {
  return `${THROTTLING}/deny-policy/${encodeURIComponent(ruleId)}`;
}

export function createRule(values: DenyRuleValues): Promise<DenyRule> {
  return fetchJson(`${THROTTLING}/deny-policies`, denyRuleShape, { method: 'POST', json: bodyOf(values) });
}

export function switchRule(ruleId: string, isOn: boolean): Promise<DenyRule> {
  return fetchJson(rulePath(ruleId), denyRuleShape, { method: 'PATCH', json: { conditionId: ruleId, conditionStatus: isOn } });
}

export async function deleteRule(ruleId: string): Promise<void> {
  await send(rulePath(ruleId), { method: 'DELETE' });
}
