import { useQuery } from '@tanstack/react-query';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { texts } from '../../../texts';
import { isGood } from './deployResult';
import { environmentsQuery, useDeleteRevision, useDeploy, useRestore, useUndeploy } from './queries';
import type { Revision } from './shapes';

/** What can be done with a revision. */
export type RevisionMove =
  | { readonly kind: 'deploy' | 'restore' | 'remove'; readonly revision: Revision }
  | { readonly kind: 'undeploy'; readonly revision: Revision; readonly environment: string };

interface Props {
  readonly apiId: string;
  readonly move: RevisionMove;
  readonly onDone: (said: string, isGood?: boolean) => void;
  readonly onClose: () => void;
}

/** Says what a move does to clients and to what is being edited, and makes it. */
export function RevisionDialog({ apiId, move, onDone, onClose }: Props) {
  const environments = useQuery(environmentsQuery()).data?.list ?? [];
  const deploy = useDeploy(apiId);
  const undeploy = useUndeploy(apiId);
  const restore = useRestore(apiId);
  const remove = useDeleteRevision(apiId);
  const words = texts.deployments;
  const name = move.revision.displayName;
  const shared = {
    isBusy: deploy.isPending || undeploy.isPending || restore.isPending || remove.isPending,
    error: deploy.error ?? undeploy.error ?? restore.error ?? remove.error,
    onClose,
  };
  switch (move.kind) {
    case 'deploy':
      return (
        <ConfirmDialog
          {...shared}
          title={words.confirmDeploy.title(name)}
          confirm={words.deploy}
          onConfirm={() =>
            deploy.mutate(
              { revisionId: move.revision.id, environments: environments.map((each) => each.name), displayOnDevportal: true },
              { onSuccess: (result) => onDone(words.deployed[result], isGood(result)) },
            )
          }
        >
          {words.confirmDeploy.body}
        </ConfirmDialog>
      );
    case 'undeploy':
      return (
        <ConfirmDialog
          {...shared}
          danger
          title={words.confirmUndeploy.title(name, move.environment)}
          confirm={words.undeploy}
          onConfirm={() =>
            undeploy.mutate(
              { revisionId: move.revision.id, environment: move.environment },
              { onSuccess: (propagation) => onDone(propagation.isEverywhere ? words.undeployed : words.undeployedPending) },
            )
          }
        >
          {words.confirmUndeploy.body}
        </ConfirmDialog>
      );
    case 'restore':
      return (
        <ConfirmDialog
          {...shared}
          danger
          title={words.confirmRestore.title(name)}
          confirm={words.restore}
          onConfirm={() => restore.mutate(move.revision.id, { onSuccess: () => onDone(words.restored(name)) })}
        >
          {words.confirmRestore.body}
        </ConfirmDialog>
      );
    case 'remove':
      return (
        <ConfirmDialog
          {...shared}
          danger
          title={words.confirmRemove.title(name)}
          confirm={words.remove}
          onConfirm={() => remove.mutate(move.revision.id, { onSuccess: () => onDone(words.removed(name)) })}
        >
          {words.confirmRemove.body}
        </ConfirmDialog>
      );
  }
}
