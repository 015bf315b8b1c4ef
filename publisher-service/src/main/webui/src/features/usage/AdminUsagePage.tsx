import { PageSection } from '@patternfly/react-core';
import { EmptyPage } from '../../ui/EmptyPage';
import { PageHeader } from '../../ui/PageHeader';
import { texts } from '../../texts';
import type { Group } from './report';
import { UsageReport } from './UsageReport';

const words = texts.usage;
const GROUPS: readonly Group[] = ['api', 'application', 'plan', 'topic', 'keyType', 'time'];

/** What gateways delivered of everything. */
export function AdminUsagePage() {
  return (
    <>
      <PageHeader title={words.title} intro={words.adminIntro} />
      <PageSection>
        <div className="sluice-stack">
          <UsageReport path="/api/am/admin/v4/usage" groups={GROUPS} empty={<EmptyPage title={words.emptyTitle} body={words.adminEmptyBody} />} />
        </div>
      </PageSection>
    </>
  );
}
