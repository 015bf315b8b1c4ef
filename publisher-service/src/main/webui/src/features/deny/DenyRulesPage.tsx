import { Button, PageSection, Pagination, SearchInput, Switch } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { EmptyPage } from '../../ui/EmptyPage';
import { PageHeader } from '../../ui/PageHeader';
import { ProblemView } from '../../ui/ProblemView';
import { QueryView } from '../../ui/QueryView';
import { useSearchText } from '../../ui/useSearchText';
import { texts } from '../../texts';
import { DENY_RULES, denyRulesQuery, deleteRule, PAGE_SIZE, switchRule } from './queries';
import { valueWords, type DenyRule } from './shapes';

const words = texts.denyRules;
const NewRuleDialog = lazy(async () => ({ default: (await import('./NewRuleDialog')).NewRuleDialog }));

/** What is kept out at every gateway. */
export function DenyRulesPage() {
  const [search, setSearch] = useState({ text: '', page: 1 });
  const [text, type] = useSearchText(search.text, (found) => setSearch({ text: found, page: 1 }));
  const rules = useQuery(denyRulesQuery(search.text, search.page));
  const [isCreating, setCreating] = useState(false);
  const create = <Button onClick={() => setCreating(true)}>{words.create}</Button>;
  const isBare = search.text === '' && rules.data?.pagination.total === 0;
  return (
    <>
      <PageHeader title={words.title} intro={words.intro} actions={rules.data === undefined || isBare ? undefined : create} />
      <PageSection>
        <div className="sluice-stack">
          {!isBare && (
            <SearchInput className="sluice-search" aria-label={words.search} placeholder={words.search} value={text} onChange={(_, next) => type(next)} onClear={() => type('')} />
          )}
          <QueryView
            query={rules}
            isEmpty={({ pagination }) => pagination.total === 0}
            empty={
              isBare ? (
                <EmptyPage title={words.emptyTitle} body={words.emptyBody} action={create} />
              ) : (
                <EmptyPage title={words.noMatchTitle} body={words.noMatchBody} />
              )
            }
          >
            {({ list, pagination }) => (
              <>
                <List rules={list} />
                {pagination.total > PAGE_SIZE && (
                  <Pagination
                    itemCount={pagination.total}
                    perPage={PAGE_SIZE}
                    perPageOptions={[]}
                    page={search.page}
                    variant="bottom"
                    titles={{ paginationAriaLabel: words.pages }}
                    onSetPage={(_, page) => setSearch({ ...search, page })}
                  />
                )}
              </>
            )}
          </QueryView>
        </div>
      </PageSection>
      {isCreating && (
        <Suspense fallback={null}>
          <NewRuleDialog onClose={() => setCreating(false)} />
        </Suspense>
      )}
    </>
  );
}

function List({ rules }: { readonly rules: readonly DenyRule[] }) {
  const client = useQueryClient();
  const [removed, setRemoved] = useState<DenyRule | null>(null);
  const reload = () => client.invalidateQueries({ queryKey: DENY_RULES });
  const turn = useMutation({
    mutationFn: ({ rule, isOn }: { readonly rule: DenyRule; readonly isOn: boolean }) => switchRule(rule.conditionId, isOn),
    onSettled: reload,
  });
  const remove = useMutation({
    mutationFn: (rule: DenyRule) => deleteRule(rule.conditionId),
    onSuccess: () => {
      setRemoved(null);
      return reload();
    },
  });
  return (
    <>
      {turn.isError && <ProblemView error={turn.error} />}
      <Table aria-label={words.title} variant="compact">
        <Thead>
          <Tr>
            <Th>{words.kind}</Th>
            <Th>{words.value}</Th>
            <Th>{words.state}</Th>
            <Th screenReaderText={words.actions} />
          </Tr>
        </Thead>
        <Tbody>
          {rules.map((rule) => {
            const value = valueWords(rule);
            return (
              <Tr key={rule.conditionId}>
                <Td dataLabel={words.kind}>{words.kinds[rule.conditionType]}</Td>
                <Td dataLabel={words.value} className="sluice-break">
                  <code>{value}</code>
                </Td>
                <Td dataLabel={words.state}>
                  <Switch
                    id={`rule-${rule.conditionId}`}
                    aria-label={words.switchOf(value)}
                    label={rule.conditionStatus ? words.on : words.off}
                    isChecked={rule.conditionStatus}
                    isDisabled={turn.isPending}
                    onChange={(_, isOn) => turn.mutate({ rule, isOn })}
                  />
                </Td>
                <Td modifier="fitContent">
                  <Button variant="link" isInline isDanger aria-label={words.removeOf(value)} onClick={() => setRemoved(rule)}>
                    {words.remove}
                  </Button>
                </Td>
              </Tr>
            );
          })}
        </Tbody>
      </Table>
      {removed !== null && (
        <ConfirmDialog
          title={words.removeTitle(valueWords(removed))}
          confirm={words.remove}
          danger
          isBusy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(removed)}
          onClose={() => setRemoved(null)}
        >
          {words.removeBody}
        </ConfirmDialog>
      )}
    </>
  );
}
