import { Alert, Button } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../../session/session';
import { EmptyPage } from '../../../ui/EmptyPage';
import { QueryView } from '../../../ui/QueryView';
import { texts } from '../../../texts';
import { ApiPage } from '../api/ApiPage';
import { useApi } from '../api/context';
import { GatewayTables } from './GatewayTables';
import { NewRevisionDialog } from './NewRevisionDialog';
import { MAX_REVISIONS, revisionsQuery } from './queries';
import { RevisionDialog, type RevisionMove } from './RevisionDialog';
import { RevisionTable } from './RevisionTable';

/** The revisions of an API, and on which gateways they are. */
export function DeploymentsPage() {
  const { value: api } = useApi();
  const revisions = useQuery(revisionsQuery(api.id));
  const mayDeploy = useMay('apim:api_create', 'apim:api_publish', 'apim:api_manage');
  // A dialog stays as it was opened: the revision that it has made may be the last that is kept, and may have to be deployed again.
  const [creating, setCreating] = useState<{ readonly isFull: boolean } | null>(null);
  const [move, setMove] = useState<RevisionMove | null>(null);
  const [said, setSaid] = useState<{ readonly text: string; readonly isGood: boolean } | null>(null);
  const words = texts.deployments;
  const done = (text: string, isGood = true) => {
    setSaid({ text, isGood });
    setCreating(null);
    setMove(null);
  };
  const used = revisions.data?.count ?? 0;
  const newest = (
    <Button
      onClick={() => {
        setSaid(null);
        setCreating({ isFull: used >= MAX_REVISIONS });
      }}
    >
      {words.create}
    </Button>
  );
  return (
    <ApiPage title={words.title} intro={words.intro} actions={mayDeploy && used > 0 ? newest : undefined}>
      {said !== null && <Alert isInline isLiveRegion variant={said.isGood ? 'success' : 'warning'} title={said.text} />}
      {!mayDeploy && <Alert isInline variant="info" title={words.readOnly} />}
      <QueryView
        query={revisions}
        isEmpty={(found) => found.count === 0}
        empty={<EmptyPage title={words.emptyTitle} body={words.emptyBody} action={mayDeploy ? newest : undefined} />}
      >
        {(found) => (
          <>
            <p>{words.used(found.count, MAX_REVISIONS)}</p>
            <RevisionTable
              revisions={found.list}
              mayChange={mayDeploy}
              onMove={(chosen) => {
                setSaid(null);
                setMove(chosen);
              }}
            />
            <GatewayTables apiId={api.id} />
          </>
        )}
      </QueryView>
      {creating !== null && <NewRevisionDialog apiId={api.id} isFull={creating.isFull} onDone={done} onClose={() => setCreating(null)} />}
      {move !== null && <RevisionDialog apiId={api.id} move={move} onDone={done} onClose={() => setMove(null)} />}
    </ApiPage>
  );
}
