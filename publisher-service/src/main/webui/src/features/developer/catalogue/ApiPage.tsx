import { Flex, Label, LabelGroup, Nav, NavItem, NavList, PageSection } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { createContext, useContext } from 'react';
import { LinkButton } from '../../../ui/LinkButton';
import { PageHeader } from '../../../ui/PageHeader';
import { QueryView } from '../../../ui/QueryView';
import { texts } from '../../../texts';
import { accessOf, isOpenToAll, isToBeConnected, stateLabel } from './access';
import { developerApiQuery } from './queries';
import type { DeveloperApi } from './shapes';

const words = texts.developer.api;
const ApiContext = createContext<DeveloperApi | null>(null);

const TABS = [
  { to: '/devportal/apis/$apiId', label: words.overview },
  { to: '/devportal/apis/$apiId/definition', label: words.definition },
  { to: '/devportal/apis/$apiId/try', label: words.tryIt },
  { to: '/devportal/apis/$apiId/subscribe', label: words.subscribe },
] as const;

/** Returns the API of the page. */
export function useDeveloperApi(): DeveloperApi {
  const api = useContext(ApiContext);
  if (api === null) {
    throw new Error('this part of the page needs an API page around it');
  }
  return api;
}

/** An API, for those who want its events. */
export function ApiPage() {
  const { apiId } = useParams({ from: '/devportal/apis/$apiId' });
  const api = useQuery(developerApiQuery(apiId));
  return (
    <QueryView query={api}>
      {(found) => (
        <ApiContext value={found}>
          <Head api={found} />
          <PageSection hasBodyWrapper={false} type="subnav" padding={{ default: 'noPadding' }}>
            <Tabs api={found} />
          </PageSection>
          <PageSection>
            <Outlet />
          </PageSection>
        </ApiContext>
      )}
    </QueryView>
  );
}

function Head({ api }: { readonly api: DeveloperApi }) {
  const navigate = useNavigate();
  const state = stateLabel(api);
  return (
    <>
      <PageHeader
        title={`${api.name} ${api.version}`}
        intro={api.description ?? ''}
        actions={
          isToBeConnected(api) && (
            <LinkButton to="/devportal/apis/$apiId/subscribe" params={{ apiId: api.id }}>
              {connectLabel(api)}
            </LinkButton>
          )
        }
      />
      {(api.tags.length > 0 || state !== undefined) && (
        <PageSection hasBodyWrapper={false} padding={{ default: 'noPadding' }} className="sluice-labels">
          <Flex gap={{ default: 'gapSm' }}>
            {state !== undefined && <Label color="yellow">{state}</Label>}
            {api.tags.length > 0 && (
              <LabelGroup categoryName={texts.catalogue.tags}>
                {api.tags.map((tag) => (
                  <Label key={tag} variant="outline" onClick={() => void navigate({ to: '/devportal', search: { tag } })}>
                    {tag}
                  </Label>
                ))}
              </LabelGroup>
            )}
          </Flex>
        </PageSection>
      )}
    </>
  );
}

function Tabs({ api }: { readonly api: DeveloperApi }) {
  const path = useLocation({ select: (location) => location.pathname });
  const shown = TABS.filter(({ label }) => isToBeConnected(api) || label !== words.subscribe);
  return (
    <Nav variant="horizontal-subnav" aria-label={words.parts}>
      <NavList>
        {shown.map(({ to, label }) => (
          <NavItem key={to} itemId={to} isActive={to.replace('$apiId', api.id) === path}>
            <Link to={to} params={{ apiId: api.id }}>
              {label === words.subscribe ? connectLabel(api) : label}
            </Link>
          </NavItem>
        ))}
      </NavList>
    </Nav>
  );
}

/** A subscription is taken where one is needed; elsewhere there is only something to connect with. */
function connectLabel(api: DeveloperApi): string {
  return accessOf(api) === 'subscription' && !isOpenToAll(api) ? words.subscribe : words.connect;
}
