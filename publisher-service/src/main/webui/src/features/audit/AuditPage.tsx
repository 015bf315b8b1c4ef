import { FormGroup, FormSelect, FormSelectOption, PageSection, Pagination, TextInput } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyPage } from '../../ui/EmptyPage';
import { PageHeader } from '../../ui/PageHeader';
import { QueryView } from '../../ui/QueryView';
import { useDebounced } from '../../ui/useDebounced';
import { texts } from '../../texts';
import { AuditTable } from './AuditTable';
import { auditQuery, EVERYTHING, PAGE_SIZE, type AuditSearch } from './queries';

const words = texts.audit;
const PAUSE_MS = 300;

/** Who changed what. */
export function AuditPage() {
  const [search, setSearch] = useState(EVERYTHING);
  const [page, setPage] = useState(1);
  const rested = useDebounced(search, PAUSE_MS);
  const entries = useQuery(auditQuery(rested, page));
  const isFiltered = Object.values(rested).some((text) => text !== '');
  return (
    <>
      <PageHeader title={words.title} intro={words.intro} />
      <PageSection>
        <div className="sluice-stack">
          <SearchFields
            search={search}
            onChange={(change) => {
              setSearch({ ...search, ...change });
              setPage(1);
            }}
          />
          <QueryView
            query={entries}
            isEmpty={({ pagination }) => pagination.total === 0}
            empty={isFiltered ? <EmptyPage title={words.noMatchTitle} body={words.noMatchBody} /> : <EmptyPage title={words.emptyTitle} body={words.emptyBody} />}
          >
            {({ list, pagination }) => (
              <>
                <AuditTable entries={list} />
                {pagination.total > PAGE_SIZE && (
                  <Pagination
                    itemCount={pagination.total}
                    perPage={PAGE_SIZE}
                    perPageOptions={[]}
                    page={page}
                    variant="bottom"
                    titles={{ paginationAriaLabel: words.pages }}
                    onSetPage={(_, next) => setPage(next)}
                  />
                )}
              </>
            )}
          </QueryView>
        </div>
      </PageSection>
    </>
  );
}

interface SearchProps {
  readonly search: AuditSearch;
  readonly onChange: (change: Partial<AuditSearch>) => void;
}

function SearchFields({ search, onChange }: SearchProps) {
  const field = (name: keyof AuditSearch, label: string, type: 'text' | 'datetime-local', hint?: string) => (
    <FormGroup label={label} fieldId={`audit-${name}`}>
      <TextInput id={`audit-${name}`} type={type} value={search[name]} {...(hint !== undefined && { placeholder: hint })} autoComplete="off" onChange={(_, value) => onChange({ [name]: value })} />
    </FormGroup>
  );
  return (
    <div className="sluice-search-fields" role="search" aria-label={words.search}>
      {field('user', words.user, 'text')}
      {field('kind', words.kind, 'text', words.kindHint)}
      <FormGroup label={words.action} fieldId="audit-action">
        <FormSelect id="audit-action" value={search.action} onChange={(_, action) => onChange({ action })}>
          <FormSelectOption value="" label={words.anyAction} />
          {Object.entries(words.actions).map(([action, label]) => (
            <FormSelectOption key={action} value={action} label={label} />
          ))}
        </FormSelect>
      </FormGroup>
      {field('subjectId', words.subjectId, 'text')}
      {field('from', words.from, 'datetime-local')}
      {field('to', words.to, 'datetime-local')}
    </div>
  );
}
