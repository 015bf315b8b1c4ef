import { Button, Card, CardBody, CardFooter, CardTitle, Flex, Gallery, Label, LabelGroup, PageSection, SearchInput } from '@patternfly/react-core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { EmptyPage } from '../../../ui/EmptyPage';
import { PageHeader } from '../../../ui/PageHeader';
import { QueryView } from '../../../ui/QueryView';
import { useSearchText } from '../../../ui/useSearchText';
import { texts } from '../../../texts';
import { stateLabel } from './access';
import { catalogueQuery, tagsQuery, type CatalogueSearch } from './queries';
import type { CatalogueEntry } from './shapes';

const words = texts.catalogue;

/** The APIs that can be subscribed to; search and tag are in the address. */
export function CataloguePage() {
  const search = useSearch({ from: '/devportal/' });
  const navigate = useNavigate({ from: '/devportal/' });
  const narrow = (next: (before: CatalogueSearch) => CatalogueSearch) => void navigate({ search: next, replace: true });
  const [typed, type] = useSearchText(search.query ?? '', (query) => narrow((before) => ({ ...before, query: query === '' ? undefined : query })));
  const apis = useInfiniteQuery(catalogueQuery(search));
  const isNarrowed = (search.query ?? '') !== '' || (search.tag ?? '') !== '';
  const nothing = isNarrowed ? (
    <EmptyPage
      title={words.noMatchTitle}
      body={words.noMatchBody}
      action={
        <Button variant="link" onClick={() => narrow(() => ({}))}>
          {words.showAll}
        </Button>
      }
    />
  ) : (
    <EmptyPage title={words.emptyTitle} body={words.emptyBody} />
  );
  return (
    <>
      <PageHeader title={words.title} intro={words.intro} />
      <PageSection>
        <Flex direction={{ default: 'column' }} gap={{ default: 'gapMd' }}>
          <SearchInput
            className="sluice-search"
            aria-label={words.search}
            placeholder={words.search}
            value={typed}
            onChange={(_, query) => type(query)}
            onClear={() => type('')}
          />
          <Tags chosen={search.tag} onChoose={(tag) => narrow((before) => ({ ...before, tag }))} />
          <QueryView query={apis} isEmpty={(found) => found.pages[0]?.count === 0} empty={nothing}>
            {(found) => (
              <Gallery hasGutter minWidths={{ default: 'min(16rem, 100%)' }}>
                {found.pages.flatMap((page) => page.list).map((api) => (
                  <ApiCard key={api.id} api={api} />
                ))}
              </Gallery>
            )}
          </QueryView>
          {apis.hasNextPage && (
            <Button variant="secondary" isLoading={apis.isFetchingNextPage} onClick={() => void apis.fetchNextPage()}>
              {words.more}
            </Button>
          )}
        </Flex>
      </PageSection>
    </>
  );
}

function ApiCard({ api }: { readonly api: CatalogueEntry }) {
  const state = stateLabel(api);
  return (
    <Card component="article" isFullHeight>
      <CardTitle component="h2" className="sluice-break">
        <Link to="/devportal/apis/$apiId" params={{ apiId: api.id }}>
          {api.name}
        </Link>{' '}
        {api.version}
      </CardTitle>
      <CardBody className="sluice-break sluice-clip">{api.description ?? ''}</CardBody>
      <CardFooter>
        <Flex gap={{ default: 'gapSm' }}>
          <code className="sluice-break">{api.context}</code>
          {state !== undefined && <Label color="yellow">{state}</Label>}
        </Flex>
      </CardFooter>
    </Card>
  );
}

function Tags({ chosen, onChoose }: { readonly chosen: string | undefined; readonly onChoose: (tag: string | undefined) => void }) {
  const found = useQuery(tagsQuery()).data?.list ?? [];
  if (found.length === 0 && chosen === undefined) {
    return null;
  }
  const shown = chosen === undefined || found.some((tag) => tag.value === chosen) ? found : [{ value: chosen, count: 0 }, ...found];
  return (
    <LabelGroup categoryName={words.tags} numLabels={20}>
      {shown.map(({ value, count }) => (
        <Label
          key={value}
          color={value === chosen ? 'blue' : 'grey'}
          variant={value === chosen ? 'filled' : 'outline'}
          onClick={() => onChoose(value === chosen ? undefined : value)}
          {...(value === chosen && { onClose: () => onChoose(undefined), closeBtnAriaLabel: words.removeTag(value) })}
        >
          {value === chosen ? value : words.tagCount(value, count)}
        </Label>
      ))}
    </LabelGroup>
  );
}
