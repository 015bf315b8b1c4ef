import { Alert, Button, Pagination, SearchInput, Switch } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../../session/session';
import { EmptyPage } from '../../../ui/EmptyPage';
import { QueryView } from '../../../ui/QueryView';
import { useSearchText } from '../../../ui/useSearchText';
import { texts } from '../../../texts';
import { ApiPage } from '../api/ApiPage';
import { useApi } from '../api/context';
import { MoveDialog, type Outcome } from './MoveDialog';
import { GRAVE, movable, MOVES, type Move } from './moves';
import { PAGE_SIZE, subscribersQuery, type SubscriberSearch } from './queries';
import type { Subscriber } from './shapes';
import { SubscriberTable } from './SubscriberTable';

const words = texts.subscribers;

/** The applications that have subscribed to an API, and what its publisher does with them, one or many at once. */
export function SubscribersPage() {
  const { value: api } = useApi();
  const [search, setSearch] = useState<SubscriberSearch>({ text: '', isPending: false, page: 1 });
  const show = (change: Partial<SubscriberSearch>) => setSearch((before) => ({ ...before, page: 1, ...change }));
  const [text, type] = useSearchText(search.text, (found) => show({ text: found }));
  const subscribers = useQuery(subscribersQuery(api.id, search));
  const isFiltered = search.text !== '' || search.isPending;
  const isBare = !isFiltered && subscribers.data?.pagination.total === 0;
  return (
    <ApiPage title={words.title} intro={words.intro}>
      {!isBare && (
        <div className="sluice-toolbar" role="search">
          <SearchInput className="sluice-toolbar__search" aria-label={words.search} placeholder={words.search} value={text} onChange={(_, next) => type(next)} onClear={() => type('')} />
          <Switch id="pending-only" label={words.pendingOnly} isChecked={search.isPending} onChange={(_, isPending) => show({ isPending })} />
        </div>
      )}
      <QueryView
        query={subscribers}
        isEmpty={({ pagination }) => pagination.total === 0}
        empty={isFiltered ? <EmptyPage title={words.noMatchTitle} body={words.noMatchBody} /> : <EmptyPage title={words.emptyTitle} body={words.emptyBody} />}
      >
        {({ list, pagination }) => (
          <>
            <Choosable subscribers={list} />
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
    </ApiPage>
  );
}

function Choosable({ subscribers }: { readonly subscribers: readonly Subscriber[] }) {
  const mayMove = useMay('apim:subscription_manage');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState<{ readonly move: Move; readonly subscribers: readonly Subscriber[] } | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const those = subscribers.filter(({ subscriptionId }) => chosen.includes(subscriptionId));
  const ask = (move: Move) => {
    setOutcome(null);
    setAsked({ move, subscribers: movable(move, those) });
  };
  return (
    <>
      {outcome !== null && <OutcomeView outcome={outcome} />}
      {mayMove && (
        <div className="sluice-actions sluice-actions--middle" role="group" aria-label={words.actions}>
          <span>{words.chosen(those.length)}</span>
          {MOVES.map((move) => (
            <Button key={move} variant="secondary" size="sm" isDanger={GRAVE.includes(move)} isDisabled={movable(move, those).length === 0} onClick={() => ask(move)}>
              {words.moves[move].verb}
            </Button>
          ))}
        </div>
      )}
      <SubscriberTable subscribers={subscribers} chosen={chosen} onChoose={setChosen} mayChoose={mayMove} />
      {asked !== null && (
        <MoveDialog
          move={asked.move}
          subscribers={asked.subscribers}
          onClose={() => setAsked(null)}
          onDone={(ended) => {
            setAsked(null);
            setChosen([]);
            setOutcome(ended);
          }}
        />
      )}
    </>
  );
}

function OutcomeView({ outcome }: { readonly outcome: Outcome }) {
  return (
    <>
      {outcome.done > 0 && <Alert isInline isLiveRegion variant="success" component="h3" title={words.done(outcome.done)} />}
      {outcome.failed.length > 0 && (
        <Alert isInline isLiveRegion variant="danger" component="h3" title={words.failed(outcome.failed.length)}>
          <ul>
            {outcome.failed.map(({ name, why }) => (
              <li key={name}>
                {name}: {why}
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  );
}
