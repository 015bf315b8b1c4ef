import { useMay } from '../../session/session';
import { EmptyPage } from '../../ui/EmptyPage';
import { texts } from '../../texts';
import { ApiPage } from '../api/api/ApiPage';
import { useApi } from '../api/api/context';
import { apiWebhooks } from './queries';
import { Webhooks } from './Webhooks';

const words = texts.webhooks;

/** Addresses that are told of what happens to one API. */
export function ApiWebhooksPage() {
  const { value: api } = useApi();
  const mayKeep = useMay('apim:api_publish', 'apim:api_manage');
  if (!mayKeep) {
    return (
      <ApiPage title={words.title}>
        <EmptyPage title={words.publishersOnlyTitle} body={words.publishersOnlyBody} />
      </ApiPage>
    );
  }
  return (
    <Webhooks place={apiWebhooks(api.id)} emptyBody={words.apiEmptyBody}>
      {({ create, list }) => (
        <ApiPage title={words.title} intro={words.apiIntro} actions={create}>
          {list}
        </ApiPage>
      )}
    </Webhooks>
  );
}
