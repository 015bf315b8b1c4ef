import { PageSection, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { EmptyPage } from '../../ui/EmptyPage';
import { PageHeader } from '../../ui/PageHeader';
import { QueryView } from '../../ui/QueryView';
import { texts } from '../../texts';
import { NodeTable } from './NodeTable';
import { environmentsQuery, gatewaysQuery, relaysQuery } from './queries';
import type { Environment } from './shapes';

const words = texts.operation;

/** The environments with their gateways, and the relays: what runs, and how it is. */
export function EnvironmentsPage() {
  const environments = useQuery(environmentsQuery());
  const relays = useQuery(relaysQuery());
  return (
    <>
      <PageHeader title={words.environments} intro={words.environmentsIntro} />
      <QueryView query={environments}>
        {(found) => (
          <>
            {found.list.map((environment) => (
              <EnvironmentSection key={environment.id} environment={environment} />
            ))}
          </>
        )}
      </QueryView>
      <PageSection>
        <Title headingLevel="h2">{words.relays}</Title>
        <QueryView query={relays} isEmpty={({ list }) => list.length === 0} empty={<EmptyPage title={words.noRelaysTitle} body={words.noRelaysBody} />}>
          {({ list }) => <NodeTable label={words.relays} nodes={list} />}
        </QueryView>
      </PageSection>
    </>
  );
}

function EnvironmentSection({ environment }: { readonly environment: Environment }) {
  const gateways = useQuery(gatewaysQuery(environment.id));
  return (
    <PageSection>
      <Title headingLevel="h2">{environment.displayName}</Title>
      <p className="sluice-break">{environment.endpointURIs.map(({ endpointURI }) => endpointURI).join(', ')}</p>
      <QueryView query={gateways} isEmpty={({ list }) => list.length === 0} empty={<EmptyPage title={words.noGatewaysTitle} body={words.noGatewaysBody} />}>
        {({ list }) => <NodeTable label={words.gatewaysOf(environment.displayName)} nodes={list} />}
      </QueryView>
    </PageSection>
  );
}
