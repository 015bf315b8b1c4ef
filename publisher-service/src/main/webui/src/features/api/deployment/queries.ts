import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { z } from 'zod';
import { fetchJson, send, withQuery } from '../../../api/client';
import { apiKey, apiPath } from '../api/queries';
import { deployResult, type DeployResult } from './deployResult';
import { deploymentListShape, deploymentShape, environmentListShape, revisionListShape, revisionShape } from './shapes';

/** So many revisions an API has at most. */
export const MAX_REVISIONS = 5;

const GATEWAYS_EVERY_MS = 5_000;

/** The revisions of an API with where they are deployed, asked again every 5 s: gateways come and go. */
export const revisionsQuery = (apiId: string) =>
  queryOptions({
    queryKey: [...apiKey(apiId), 'revisions'],
    queryFn: ({ signal }) => fetchJson(apiPath(apiId, 'revisions'), revisionListShape, { signal }),
    refetchInterval: GATEWAYS_EVERY_MS,
  });

/** Where an API is deployed with each of the gateways, asked again every 5 s. */
export const deploymentsQuery = (apiId: string) =>
  queryOptions({
    queryKey: [...apiKey(apiId), 'deployments'],
    queryFn: ({ signal }) => fetchJson(apiPath(apiId, 'deployments'), deploymentListShape, { signal }),
    refetchInterval: GATEWAYS_EVERY_MS,
  });

export const environmentsQuery = () =>
  queryOptions({
    queryKey: ['environments'],
    queryFn: ({ signal }) => fetchJson('/api/am/publisher/v4/environments', environmentListShape, { signal }),
    staleTime: 60_000,
  });

/** Whether every live gateway has reported a change, as applied or as failed; `false`: not within the second that the publisher waited. */
export interface Propagation {
  readonly isEverywhere: boolean;
}

const isPending = (response: Response): boolean => response.headers.get('Sluice-Propagated') === 'pending';

async function change(path: string, method: 'POST' | 'DELETE', json?: unknown): Promise<Propagation> {
  const response = await send(path, { method, ...(json !== undefined && { json }) });
  return { isEverywhere: !isPending(response) };
}

interface DeployRequest {
  readonly revisionId: string;
  readonly environments: readonly string[];
  readonly displayOnDevportal: boolean;
}

async function deploy(apiId: string, { revisionId, environments, displayOnDevportal }: DeployRequest): Promise<DeployResult> {
  const path = withQuery(apiPath(apiId, 'deploy-revision'), { revisionId });
  const response = await send(path, { method: 'POST', json: environments.map((name) => ({ name, displayOnDevportal })) });
  return deployResult(z.array(deploymentShape).parse(await response.json()), isPending(response));
}

const createRevision = (apiId: string, description: string) =>
  fetchJson(apiPath(apiId, 'revisions'), revisionShape, { method: 'POST', json: { description } });

/** Returns a mutation after which everything about the API is asked for again, whether it has succeeded or not. */
function useApiChange<Variables, Result>(apiId: string, mutationFn: (variables: Variables) => Promise<Result>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: apiKey(apiId) }) });
}

export const useCreateRevision = (apiId: string) => useApiChange(apiId, (description: string) => createRevision(apiId, description));

export const useDeploy = (apiId: string) => useApiChange(apiId, (request: DeployRequest) => deploy(apiId, request));

/** Makes a revision of the API as it is now, and deploys it. */
export function useDeployNow(apiId: string) {
  const made = useRef<string | null>(null);
  return useApiChange(apiId, async ({ description, environments }: { readonly description: string; readonly environments: readonly string[] }) => {
    // When only the deployment has failed, the next try takes the revision that is there.
    made.current ??= (await createRevision(apiId, description)).id;
    const result = await deploy(apiId, { revisionId: made.current, environments, displayOnDevportal: true });
    made.current = null;
    return result;
  });
}

export const useUndeploy = (apiId: string) =>
  useApiChange(apiId, ({ revisionId, environment }: { readonly revisionId: string; readonly environment: string }) =>
    change(withQuery(apiPath(apiId, 'undeploy-revision'), { revisionId }), 'POST', [{ name: environment }]),
  );

export const useRestore = (apiId: string) =>
  useApiChange(apiId, (revisionId: string) => change(withQuery(apiPath(apiId, 'restore-revision'), { revisionId }), 'POST'));

export const useDeleteRevision = (apiId: string) =>
  useApiChange(apiId, (revisionId: string) => change(apiPath(apiId, 'revisions', revisionId), 'DELETE'));
