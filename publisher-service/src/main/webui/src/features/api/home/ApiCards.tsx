import { Card, CardBody, CardFooter, CardTitle } from '@patternfly/react-core';
import { Link } from '@tanstack/react-router';
import { texts } from '../../../texts';
import { LifecycleLabel } from '../api/LifecycleLabel';
import { SummaryDot } from '../api/UpstreamDot';
import { liveWords } from './live';
import type { ApiInfo, Live } from './shapes';

/** One card for each API; all of it is the link. */
export function ApiCards({ apis, live }: { readonly apis: readonly ApiInfo[]; readonly live: readonly Live[] }) {
  return (
    <ul className="sluice-tiles">
      {apis.map((api) => (
        <li key={api.id}>
          <Card isFullHeight isCompact className="sluice-choice">
            <CardTitle component="h2" className="sluice-break">
              <Link to="/publisher/apis/$apiId/overview" params={{ apiId: api.id }} className="sluice-choice__link">
                {api.name}
              </Link>{' '}
              <span className="sluice-subtle">{api.version}</span>
            </CardTitle>
            <CardBody>
              <code className="sluice-break">{api.context}</code>
              {api.streaming.endpoint !== undefined && <p className="sluice-break sluice-subtle">{texts.home.from(api.streaming.endpoint)}</p>}
              <p className="sluice-subtle">{liveWords(api.id, live)}</p>
              {api.description !== '' && <p className="sluice-clamp">{api.description}</p>}
            </CardBody>
            <CardFooter className="sluice-head">
              <LifecycleLabel state={api.lifeCycleStatus} />
              <SummaryDot summary={api.streaming.upstreams} />
            </CardFooter>
          </Card>
        </li>
      ))}
    </ul>
  );
}
