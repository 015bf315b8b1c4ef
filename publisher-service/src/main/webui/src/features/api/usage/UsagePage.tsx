import { EmptyPage } from '../../../ui/EmptyPage';
import { texts } from '../../../texts';
import { UsageReport } from '../../usage/UsageReport';
import type { Group } from '../../usage/report';
import { ApiPage } from '../api/ApiPage';
import { useApi } from '../api/context';
import { apiPath } from '../api/queries';

const words = texts.usage;
const GROUPS: readonly Group[] = ['time', 'topic', 'application', 'plan', 'keyType'];

/** What of an API was delivered. */
export function UsagePage() {
  const { value: api } = useApi();
  return (
    <ApiPage title={words.title} intro={words.intro}>
      <UsageReport path={apiPath(api.id, 'usage')} groups={GROUPS} empty={<EmptyPage title={words.emptyTitle} body={words.emptyBody} />} />
    </ApiPage>
  );
}
