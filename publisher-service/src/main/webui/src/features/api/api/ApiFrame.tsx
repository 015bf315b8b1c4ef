import { PageSection, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { QueryView } from '../../../ui/QueryView';
import { texts } from '../../../texts';
import { ApiActions } from '../actions/ApiActions';
import { ApiContext } from './context';
import { ApiNav } from './ApiNav';
import { LifecycleLabel } from './LifecycleLabel';
import { apiQuery } from './queries';
import type { Api } from './shapes';
import { UpstreamDot } from './UpstreamDot';

/** What surrounds every page of one API: what it is, how it stands, and the way to its pages. */
export function ApiFrame() {
  const { apiId } = useParams({ from: '/publisher/apis/$apiId' });
  const api = useQuery(apiQuery(apiId));
  return (
    <PageSection>
      <QueryView query={api}>
        {(found) => (
          <ApiContext value={found}>
            <title>{`${found.value.name} ${found.value.version} - ${texts.shell.product}`}</title>
            <Header api={found.value} />
            <div className="sluice-api">
              <ApiNav apiId={apiId} />
              <div className="sluice-api__page">
                <Outlet />
              </div>
            </div>
          </ApiContext>
        )}
      </QueryView>
    </PageSection>
  );
}

function Header({ api }: { readonly api: Api }) {
  const words = texts.api;
  return (
    <header className="sluice-api__header">
      <div className="sluice-head">
        <Title headingLevel="h1" className="sluice-break">
          {api.name}
        </Title>
        <ApiActions />
      </div>
      <dl className="sluice-facts">
        <div>
          <dt>{words.version}</dt>
          <dd>{api.version}</dd>
        </div>
        <div>
          <dt>{words.context}</dt>
          <dd>
            <code className="sluice-break">{api.context}</code>
          </dd>
        </div>
        <div>
          <dt>{words.state}</dt>
          <dd>
            <LifecycleLabel state={api.lifeCycleStatus} />
          </dd>
        </div>
        <div>
          <dt>{words.backend}</dt>
          <dd>
            <UpstreamDot apiId={api.id} />
          </dd>
        </div>
      </dl>
    </header>
  );
}
