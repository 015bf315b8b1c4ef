import { Alert, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Flex, FlexItem, Title } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { CopyButton } from '../../../ui/CopyButton';
import { EmptyPage } from '../../../ui/EmptyPage';
import { texts } from '../../../texts';
import { developerPlansQuery, planLabel } from '../../plan/developerPlans';
import { isOpenToAll, openTopics, proofsOf, scopesOf } from './access';
import { useDeveloperApi } from './ApiPage';
import type { DeveloperApi } from './shapes';
import { gatewayUrls } from './urls';

const words = texts.developer.api;

/** What an API offers, under which plans, and where. */
export function OverviewPage() {
  const api = useDeveloperApi();
  const urls = gatewayUrls(api);
  const plans = useQuery(developerPlansQuery('subscription')).data?.list;
  const { businessOwner, businessOwnerEmail, technicalOwner, technicalOwnerEmail } = api.businessInformation;
  return (
    <Flex direction={{ default: 'column' }} gap={{ default: 'gapLg' }}>
      <DescriptionList isHorizontal isCompact>
        <Fact term={words.context}>
          <code>{api.context}</code>
        </Fact>
        <Fact term={words.plans}>
          {[...(api.isSubscriptionRequired ? [] : [words.noSubscription]), ...api.tiers.map((tier) => planLabel(tier.tierName, plans))].join('; ')}
        </Fact>
        <Fact term={words.credentials}>{shown(api)}</Fact>
        <Fact term={words.provider}>{api.provider}</Fact>
        <Fact term={words.businessOwner}>{contact(businessOwner, businessOwnerEmail)}</Fact>
        <Fact term={words.technicalOwner}>{contact(technicalOwner, technicalOwnerEmail)}</Fact>
      </DescriptionList>
      <section>
        <Title headingLevel="h2">{words.gateways}</Title>
        {api.advertiseInfo.advertised && <Elsewhere url={api.advertiseInfo.originalDevPortalUrl ?? ''} />}
        {urls.length === 0 && !api.advertiseInfo.advertised && <EmptyPage title={words.notDeployedTitle} body={words.notDeployedBody} />}
        {urls.map(({ label, gateway, basePath }) => (
          <Flex key={label} gap={{ default: 'gapSm' }} alignItems={{ default: 'alignItemsCenter' }} flexWrap={{ default: 'nowrap' }}>
            <FlexItem className="sluice-fixed">{label}</FlexItem>
            <code className="sluice-break">{gateway + basePath}</code>
            <CopyButton text={gateway + basePath} label={words.copyUrl(label)} />
          </Flex>
        ))}
      </section>
      <section>
        <Title headingLevel="h2">{words.topics}</Title>
        <Table aria-label={words.topics} variant="compact">
          <Thead>
            <Tr>
              <Th>{words.topic}</Th>
              <Th>{words.needs}</Th>
              <Th>{words.address}</Th>
            </Tr>
          </Thead>
          <Tbody>
            {api.operations.map(({ target }) => (
              <Tr key={target}>
                <Td dataLabel={words.topic}>
                  <code>{target}</code>
                </Td>
                <Td dataLabel={words.needs} className="sluice-break">
                  {needs(api, target)}
                </Td>
                <Td dataLabel={words.address} className="sluice-break">
                  {urls[0] === undefined ? '' : urls[0].gateway + urls[0].basePath + target}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </section>
    </Flex>
  );
}

/** What clients show to get its events. */
function shown(api: DeveloperApi): string {
  if (api.advertiseInfo.advertised || isOpenToAll(api)) {
    return '';
  }
  const headers = { token: api.authorizationHeader, apiKey: api.apiKeyHeader };
  return proofsOf(api)
    .map((proof) => words.proofs[proof](headers[proof]))
    .join(words.or);
}

/** Who gets the events of a topic. */
function needs(api: DeveloperApi, topic: string): string {
  const scopes = scopesOf(api, topic);
  if (openTopics(api).includes(topic)) {
    return words.openToAll;
  }
  if (scopes.length > 0) {
    return words.needsScope(scopes);
  }
  return api.isSubscriptionRequired ? words.needsSubscription : words.needsApplication;
}

/** Of a third party: the address is its own word, so only one of the web is a link. */
function Elsewhere({ url }: { readonly url: string }) {
  return (
    <Alert isInline variant="info" component="h3" title={words.elsewhereTitle}>
      <p>{words.elsewhereBody}</p>
      {/^https?:\/\//i.test(url) && (
        <a href={url} target="_blank" rel="noreferrer">
          {words.toElsewhere}
        </a>
      )}
    </Alert>
  );
}

function contact(name: string | null | undefined, email: string | null | undefined): string {
  return [name, email].filter((part) => typeof part === 'string' && part !== '').join(', ');
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  if (children === '') {
    return null;
  }
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription className="sluice-break">{children}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}
