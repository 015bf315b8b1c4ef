import { PageSection } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { useMay } from '../../../session/session';
import { EmptyPage } from '../../../ui/EmptyPage';
import { texts } from '../../../texts';

/** Shows its children to users who may make APIs; to others, who does. */
export function CreatorOnly({ children }: { readonly children: ReactNode }) {
  const mayCreate = useMay('apim:api_create', 'apim:api_manage');
  if (!mayCreate) {
    return (
      <PageSection>
        <EmptyPage title={texts.create.notCreatorTitle} body={texts.create.notCreatorBody} />
      </PageSection>
    );
  }
  return children;
}
