import { Alert, Card, CardBody, CardTitle } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../../session/session';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { ProblemView } from '../../../ui/ProblemView';
import { QueryView } from '../../../ui/QueryView';
import { texts } from '../../../texts';
import { ApiPage } from '../api/ApiPage';
import { useApi } from '../api/context';
import { LifecycleLabel } from '../api/LifecycleLabel';
import { effectOf, endsStreams } from './effects';
import { HistoryTable } from './HistoryTable';
import { MoveRow } from './MoveRow';
import { historyQuery, lifecycleQuery, useMove } from './queries';
import type { Transition } from './shapes';

/** A move that waits for a confirmation. */
interface PendingMove {
  readonly transition: Transition;
  readonly checked: readonly string[];
}

/** The states of an API's life: what can be done now, what that does to clients, and what has been done. */
export function LifecyclePage() {
  const { value: api } = useApi();
  const lifecycle = useQuery(lifecycleQuery(api.id));
  const history = useQuery(historyQuery(api.id));
  const mayMove = useMay('apim:api_publish', 'apim:api_manage');
  const move = useMove(api.id);
  const [pending, setPending] = useState<PendingMove | null>(null);
  const words = texts.lifecycle;
  const etag = lifecycle.data?.etag ?? null;
  const make = ({ transition, checked }: PendingMove) =>
    move.mutate({ action: transition.event, checked, etag }, { onSuccess: () => setPending(null) });
  return (
    <ApiPage title={words.title} intro={words.intro}>
      {move.isSuccess && <Alert isInline isLiveRegion variant="success" title={move.data.isEverywhere ? words.moved : words.movedPending} />}
      {move.isError && pending === null && <ProblemView error={move.error} />}
      <QueryView query={lifecycle}>
        {({ value: { state, checkItems, availableTransitions, streaming } }) => (
          <Card>
            <CardTitle component="h3">
              {words.now} <LifecycleLabel state={state} />
            </CardTitle>
            <CardBody className="sluice-stack">
              {!mayMove && <Alert isInline variant="info" title={words.readOnly} />}
              {availableTransitions.length === 0 && <p>{words.noMove}</p>}
              <ul className="sluice-moves">
                {availableTransitions.filter((transition) => transition.targetState !== state).map((transition) => (
                  <MoveRow
                    key={transition.event}
                    isDeployed={streaming.deployed}
                    transition={transition}
                    checkItems={transition.targetState === 'PUBLISHED' ? checkItems.map((item) => item.name) : []}
                    mayMove={mayMove}
                    isBusy={move.isPending}
                    onMove={(checked) => (endsStreams(transition) && streaming.deployed ? setPending({ transition, checked }) : make({ transition, checked }))}
                  />
                ))}
              </ul>
            </CardBody>
          </Card>
        )}
      </QueryView>
      <Card>
        <CardTitle component="h3">{words.history}</CardTitle>
        <CardBody>
          <QueryView query={history}>{(found) => <HistoryTable moves={found.list} />}</QueryView>
        </CardBody>
      </Card>
      {pending !== null && (
        <ConfirmDialog
          title={words.confirm(pending.transition.event)}
          confirm={pending.transition.event}
          danger
          isBusy={move.isPending}
          error={move.error}
          onConfirm={() => make(pending)}
          onClose={() => setPending(null)}
        >
          {effectOf(pending.transition, true)}
        </ConfirmDialog>
      )}
    </ApiPage>
  );
}
