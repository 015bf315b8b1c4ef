import { texts } from '../../../texts';
import { UsageReport } from '../../usage/UsageReport';
import type { Group } from '../../usage/report';
import { applicationPath } from '../application/queries';

const words = texts.usage;
const GROUPS: readonly Group[] = ['api', 'topic', 'plan', 'keyType', 'time'];

/** What an application was delivered. */
export function UsageSection({ applicationId }: { readonly applicationId: string }) {
  return (
    <div className="sluice-stack">
      <p className="sluice-intro">{words.applicationIntro}</p>
      <UsageReport
        path={`${applicationPath(applicationId)}/usage`}
        groups={GROUPS}
        empty={
          <p>
            <strong>{words.emptyTitle}.</strong> {words.applicationEmptyBody}
          </p>
        }
      />
    </div>
  );
}
