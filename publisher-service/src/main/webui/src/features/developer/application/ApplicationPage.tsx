import { Button, Flex, PageSection, Title } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Versioned } from '../../../api/client';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { PageHeader } from '../../../ui/PageHeader';
import { QueryView } from '../../../ui/QueryView';
import { DEVELOPER_SCOPES } from '../../../shells/scopes';
import { SignedInOnly } from '../../../shells/SignedInOnly';
import { texts } from '../../../texts';
import { ApiKeysSection } from '../apikey/ApiKeysSection';
import { KeysSection } from '../key/KeysSection';
import { QuotaSection } from '../quota/QuotaSection';
import { SubscriptionsSection } from '../subscription/SubscriptionsSection';
import { UsageSection } from '../usage/UsageSection';
import { ApplicationDialog } from './ApplicationDialog';
import { applicationQuery, applicationsQuery, deleteApplication } from './queries';
import type { Application } from './shapes';

const words = texts.developer.applications;

/** One application: what it is subscribed to, and what it connects with. */
export function ApplicationPage() {
  const { applicationId } = useParams({ from: '/devportal/applications/$applicationId' });
  return (
    <SignedInOnly portal={texts.shell.devportal} scopes={DEVELOPER_SCOPES}>
      <Loaded applicationId={applicationId} />
    </SignedInOnly>
  );
}

function Loaded({ applicationId }: { readonly applicationId: string }) {
  const application = useQuery(applicationQuery(applicationId));
  return <QueryView query={application}>{(found) => <Parts loaded={found} />}</QueryView>;
}

function Parts({ loaded }: { readonly loaded: Versioned<Application> }) {
  const application = loaded.value;
  const [dialog, setDialog] = useState<'edit' | 'remove' | null>(null);
  const close = () => setDialog(null);
  return (
    <>
      <PageHeader
        title={application.name}
        intro={application.description ?? ''}
        actions={
          <Flex gap={{ default: 'gapSm' }}>
            <Button variant="secondary" onClick={() => setDialog('edit')}>
              {words.edit}
            </Button>
            <Button variant="danger" onClick={() => setDialog('remove')}>
              {words.remove}
            </Button>
          </Flex>
        }
      />
      <PageSection className="sluice-stack">
        <Title headingLevel="h2">{words.subscriptions}</Title>
        <SubscriptionsSection applicationId={application.applicationId} />
      </PageSection>
      <PageSection className="sluice-stack">
        <Title headingLevel="h2">{texts.quota.title}</Title>
        <QuotaSection applicationId={application.applicationId} />
      </PageSection>
      <PageSection className="sluice-stack">
        <Title headingLevel="h2">{texts.usage.title}</Title>
        <UsageSection applicationId={application.applicationId} />
      </PageSection>
      <PageSection className="sluice-stack">
        <Title headingLevel="h2">{words.keys}</Title>
        <KeysSection applicationId={application.applicationId} />
      </PageSection>
      <PageSection className="sluice-stack">
        <Title headingLevel="h2">{texts.apiKeys.title}</Title>
        <ApiKeysSection applicationId={application.applicationId} />
      </PageSection>
      {dialog === 'edit' && <ApplicationDialog application={loaded} onClose={close} onDone={close} />}
      {dialog === 'remove' && <RemoveDialog application={application} onClose={close} />}
    </>
  );
}

function RemoveDialog({ application, onClose }: { readonly application: Application; readonly onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => deleteApplication(application.applicationId),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: applicationsQuery().queryKey });
      void navigate({ to: '/devportal/applications' });
    },
  });
  return (
    <ConfirmDialog
      title={words.removeTitle(application.name)}
      confirm={words.remove}
      danger
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {words.removeBody}
    </ConfirmDialog>
  );
}
