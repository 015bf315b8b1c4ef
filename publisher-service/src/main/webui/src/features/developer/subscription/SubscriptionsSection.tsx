import { Button, Flex } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { EmptyPage } from '../../../ui/EmptyPage';
import { LinkButton } from '../../../ui/LinkButton';
import { QueryView } from '../../../ui/QueryView';
import { StateDot } from '../../../ui/StateDot';
import { texts } from '../../../texts';
import { ChangePlanDialog } from './ChangePlanDialog';
import { deleteSubscription, subscriptionsQuery } from './queries';
import type { Subscription } from './shapes';

const words = texts.developer.subscriptions;

/** What an application may receive. */
export function SubscriptionsSection({ applicationId }: { readonly applicationId: string }) {
  const subscriptions = useQuery(subscriptionsQuery({ applicationId }));
  const [changing, setChanging] = useState<Subscription | null>(null);
  const [leaving, setLeaving] = useState<Subscription | null>(null);
  const add = (
    <LinkButton variant="secondary" to="/devportal">
      {words.add}
    </LinkButton>
  );
  return (
    <QueryView
      query={subscriptions}
      isEmpty={(found) => found.list.length === 0}
      empty={<EmptyPage title={words.emptyTitle} body={words.emptyBody} action={add} />}
    >
      {(found) => (
        <div className="sluice-stack">
          <Table aria-label={texts.developer.applications.subscriptions} variant="compact">
            <Thead>
              <Tr>
                <Th>{words.api}</Th>
                <Th>{words.plan}</Th>
                <Th>{words.state}</Th>
                <Th screenReaderText={words.remove} />
              </Tr>
            </Thead>
            <Tbody>
              {found.list.map((subscription) => (
                <Tr key={subscription.subscriptionId}>
                  <Td dataLabel={words.api} className="sluice-break">
                    <Link to="/devportal/apis/$apiId" params={{ apiId: subscription.apiId }}>
                      {nameOf(subscription)}
                    </Link>
                  </Td>
                  <Td dataLabel={words.plan}>{texts.developer.api.planNames[subscription.throttlingPolicy] ?? subscription.throttlingPolicy}</Td>
                  <Td dataLabel={words.state}>
                    <StateDot tone={subscription.status === 'UNBLOCKED' ? 'good' : 'bad'} label={words.states[subscription.status] ?? subscription.status} />
                  </Td>
                  <Td isActionCell modifier="nowrap">
                    <Button variant="link" onClick={() => setChanging(subscription)} aria-label={words.changeOf(nameOf(subscription))}>
                      {words.change}
                    </Button>
                    <Button variant="link" isDanger onClick={() => setLeaving(subscription)} aria-label={words.removeOf(nameOf(subscription))}>
                      {words.remove}
                    </Button>
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
          <Flex>{add}</Flex>
          {changing !== null && <ChangePlanDialog subscription={changing} title={words.changeOf(nameOf(changing))} onClose={() => setChanging(null)} />}
          {leaving !== null && <LeaveDialog subscription={leaving} onClose={() => setLeaving(null)} />}
        </div>
      )}
    </QueryView>
  );
}

function nameOf({ apiInfo }: Subscription): string {
  return `${apiInfo.name} ${apiInfo.version}`;
}

function LeaveDialog({ subscription, onClose }: { readonly subscription: Subscription; readonly onClose: () => void }) {
  const client = useQueryClient();
  const leave = useMutation({
    mutationFn: () => deleteSubscription(subscription.subscriptionId),
    onSuccess: () => {
      onClose();
      void client.invalidateQueries({ queryKey: ['subscriptions'] });
    },
  });
  return (
    <ConfirmDialog
      title={words.removeTitle(nameOf(subscription))}
      confirm={words.remove}
      danger
      isBusy={leave.isPending}
      error={leave.error}
      onConfirm={() => leave.mutate()}
      onClose={onClose}
    >
      {words.removeBody}
    </ConfirmDialog>
  );
}
