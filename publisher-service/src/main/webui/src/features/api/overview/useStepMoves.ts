import { useQuery } from '@tanstack/react-query';
import { texts } from '../../../texts';
import { isGood } from '../deployment/deployResult';
import { environmentsQuery, useDeployNow } from '../deployment/queries';
import { useMove } from '../lifecycle/queries';

/** What the buttons of the steps do, and how the last of it has ended. */
export function useStepMoves(apiId: string) {
  const environments = useQuery(environmentsQuery()).data?.list ?? [];
  const deployment = useDeployNow(apiId);
  const publication = useMove(apiId);
  const words = texts.overview.steps;
  return {
    isReady: environments.length > 0,
    isBusy: deployment.isPending || publication.isPending,
    error: deployment.error ?? publication.error,
    said: publication.isSuccess ? words.published : deployment.isSuccess ? words.deployed[deployment.data] : null,
    isGood: publication.isSuccess || !deployment.isSuccess || isGood(deployment.data),
    deploy: () => deployment.mutate({ description: '', environments: environments.map((environment) => environment.name) }),
    publish: (action: string, etag: string | null) => publication.mutate({ action, checked: [], etag }),
  } as const;
}

export type StepMoves = ReturnType<typeof useStepMoves>;
