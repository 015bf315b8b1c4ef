import { Card, CardBody, CardFooter, CardTitle } from '@patternfly/react-core';
import { Link } from '@tanstack/react-router';
import { LifecycleLabel } from '../api/LifecycleLabel';
import { UpstreamDot } from '../api/UpstreamDot';
import type { ApiInfo } from './shapes';

/** One card for each API; all of it is the link. */
export function ApiCards({ apis }: { readonly apis: readonly ApiInfo[] }) {
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
              {api.description !== '' && <p className="sluice-clamp">{api.description}</p>}
            </CardBody>
            <CardFooter className="sluice-head">
              <LifecycleLabel state={api.lifeCycleStatus} />
              <UpstreamDot apiId={api.id} isOneOfMany />
            </CardFooter>
          </Card>
        </li>
      ))}
    </ul>
  );
}
