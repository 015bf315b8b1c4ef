import { Button, PageSection, Pagination } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useMay } from '../../../session/session';
import { EmptyPage } from '../../../ui/EmptyPage';
import { LinkButton } from '../../../ui/LinkButton';
import { Loading } from '../../../ui/Loading';
import { PageHeader } from '../../../ui/PageHeader';
import { QueryView } from '../../../ui/QueryView';
import { texts } from '../../../texts';
import { ApiCards } from './ApiCards';
import { HomeToolbar } from './HomeToolbar';
import { apisQuery, liveQuery } from './queries';
import { isFiltered, PAGE_SIZE, type HomeSearch } from './search';

// Loaded when it is asked for: tables are no part of the first page of /publisher.
const ApiTable = lazy(async () => ({ default: (await import('./ApiTable')).ApiTable }));

/** The APIs that the user may see. */
export function HomePage() {
  const search = useSearch({ from: '/publisher/apis' });
  const navigate = useNavigate();
  const apis = useQuery(apisQuery(search));
  const live = useQuery(liveQuery(apis.data?.list.map(({ id }) => id) ?? [])).data?.list ?? [];
  const mayCreate = useMay('apim:api_create', 'apim:api_manage');
  const words = texts.home;
  const show = (change: Partial<HomeSearch>) =>
    void navigate({ to: '/publisher/apis', search: (before) => ({ ...before, page: undefined, ...change }), replace: true });
  const create = mayCreate ? <LinkButton to="/publisher/create">{words.create}</LinkButton> : undefined;
  const isBare = !isFiltered(search) && apis.data?.pagination.total === 0;
  return (
    <>
      <PageHeader title={words.title} actions={apis.data === undefined || isBare ? undefined : create} />
      <PageSection>
        <div className="sluice-stack">
          {!isBare && <HomeToolbar search={search} onChange={show} />}
          <QueryView
            query={apis}
            isEmpty={(found) => found.pagination.total === 0}
            empty={
              isFiltered(search) ? (
                <EmptyPage
                  title={words.noneTitle}
                  body={words.noneBody}
                  action={
                    <Button variant="link" onClick={() => show({ q: undefined, state: undefined })}>
                      {words.showAll}
                    </Button>
                  }
                />
              ) : (
                <EmptyPage title={words.emptyTitle} body={mayCreate ? words.emptyBody : words.emptyBodyOthers} action={create} />
              )
            }
          >
            {(found) => (
              <>
                {found.list.length === 0 && <Navigate to="/publisher/apis" search={(before) => ({ ...before, page: Math.max(1, Math.ceil(found.pagination.total / PAGE_SIZE)) })} replace />}
                {search.view === 'table' ? (
                  <Suspense fallback={<Loading />}>
                    <ApiTable apis={found.list} live={live} />
                  </Suspense>
                ) : (
                  <ApiCards apis={found.list} live={live} />
                )}
                {found.pagination.total > PAGE_SIZE && (
                  <Pagination
                    itemCount={found.pagination.total}
                    perPage={PAGE_SIZE}
                    perPageOptions={[]}
                    page={Math.min(search.page ?? 1, Math.ceil(found.pagination.total / PAGE_SIZE))}
                    variant="bottom"
                    titles={{ paginationAriaLabel: words.pages }}
                    onSetPage={(_, page) => show({ page })}
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
