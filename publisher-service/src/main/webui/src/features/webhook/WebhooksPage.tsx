import { PageSection } from '@patternfly/react-core';
import { PageHeader } from '../../ui/PageHeader';
import { texts } from '../../texts';
import { ALL_WEBHOOKS } from './queries';
import { Webhooks } from './Webhooks';

const words = texts.webhooks;

/** Addresses that are told of what happens to any API. */
export function WebhooksPage() {
  return (
    <Webhooks place={ALL_WEBHOOKS} emptyBody={words.emptyBody}>
      {({ create, list }) => (
        <>
          <PageHeader title={words.title} intro={words.intro} actions={create} />
          <PageSection>{list}</PageSection>
        </>
      )}
    </Webhooks>
  );
}
