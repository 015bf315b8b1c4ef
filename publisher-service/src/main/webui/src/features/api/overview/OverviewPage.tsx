import { Alert, Card, CardBody, CardTitle, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { QueryView } from '../../../ui/QueryView';
import { Time } from '../../../ui/Time';
import { texts } from '../../../texts';
import { ApiPage } from '../api/ApiPage';
import { useApi } from '../api/context';
import type { Api } from '../api/shapes';
import { overviewQuery } from './queries';
import { ServedAt } from './ServedAt';
import { Steps } from './Steps';

/** Where an API stands on its way to its users, and what there is to know of it. */
export function OverviewPage() {
  const { value: api } = useApi();
  const overview = useQuery(overviewQuery(api.id));
  const words = texts.overview;
  return (
    <ApiPage title={words.title}>
      {api.advertiseInfo?.advertised === true && (
        <Alert isInline variant="info" title={words.thirdParty}>
          {words.thirdPartyBody}
        </Alert>
      )}
      <QueryView query={overview}>
        {(found) => (
          <>
            <Steps api={api} overview={found} />
            {found.undeployedChanges && (
              <Alert
                isInline
                variant="info"
                title={words.undeployed}
                actionLinks={
                  <Link to="/publisher/apis/$apiId/deployments" params={{ apiId: api.id }}>
                    {words.steps.seeDeployments}
                  </Link>
                }
              >
                {words.undeployedBody}
              </Alert>
            )}
          </>
        )}
      </QueryView>
      <Card>
        <CardTitle component="h3">{words.facts}</CardTitle>
        <CardBody>
          <Facts api={api} />
        </CardBody>
      </Card>
      <ServedAt api={api} />
    </ApiPage>
  );
}

function Facts({ api }: { readonly api: Api }) {
  const words = texts.overview;
  const { production_endpoints: production, sandbox_endpoints: sandbox } = api.endpointConfig;
  return (
    <DescriptionList isHorizontal isCompact columnModifier={{ default: '1Col', xl: '2Col' }}>
      <Fact term={words.protocol}>{api.type === 'SSE' ? texts.create.protocolName : api.type}</Fact>
      <Fact term={words.provider}>{api.provider}</Fact>
      <Fact term={words.endpoint}>{production?.url ?? words.none}</Fact>
      {sandbox !== undefined && <Fact term={words.sandbox}>{sandbox.url}</Fact>}
      <Fact term={words.topics}>{api.operations.length === 0 ? words.none : api.operations.map((operation) => operation.target).join(', ')}</Fact>
      <Fact term={words.plans}>{api.policies.length === 0 ? words.none : api.policies.join(', ')}</Fact>
      <Fact term={words.transports}>{api.transport.map((name) => name.toUpperCase()).join(', ')}</Fact>
      <Fact term={words.tags}>{api.tags.length === 0 ? words.none : api.tags.join(', ')}</Fact>
      <Fact term={words.created}>
        <Time at={api.createdTime} />
      </Fact>
      <Fact term={words.updated}>
        <Time at={api.lastUpdatedTime} />
      </Fact>
      {api.description !== '' && <Fact term={words.description}>{api.description}</Fact>}
    </DescriptionList>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription className="sluice-break">{children}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}
