import { Button, Flex } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { EmptyPage } from '../../../ui/EmptyPage';
import { LinkButton } from '../../../ui/LinkButton';
import { QueryView } from '../../../ui/QueryView';
import { StateDot, type Tone } from '../../../ui/StateDot';
import { texts } from '../../../texts';
import { developerPlansQuery, planLabel } from '../../plan/developerPlans';
import { ChangePlanDialog } from './ChangePlanDialog';
import { deleteSubscription, subscriptionsQuery } from './queries';
import type { Subscription } from './shapes';

const words = texts.developer.subscriptions;
const TONES: Readonly<Record<string, Tone>> = { UNBLOCKED: 'good', ON_HOLD: 'waiting', TIER_UPDATE_PENDING: 'waiting' };

/** What an application may receive. */
export function SubscriptionsSection({ applicationId }: { readonly applicationId: string }) {
  const subscriptions = useQuery(subscriptionsQuery({ applicationId }));
  const plans = useQuery(developerPlansQuery('subscription')).data?.list;
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
                  <Td dataLabel={words.plan}>
                    <div>
                      {planLabel(subscription.throttlingPolicy, plans)}
                      {subscription.requestedThrottlingPolicy !== undefined && (
                        <div className="sluice-subtle">{words.wants(subscription.requestedThrottlingPolicy)}</div>
                      )}
                    </div>
                  </Td>
                  <Td dataLabel={words.state}>
                    <div>
                      <StateDot tone={TONES[subscription.status] ?? 'bad'} label={words.states[subscription.status] ?? subscription.status} />
                      {subscription.streaming !== undefined && <div className="sluice-subtle sluice-break">{subscription.streaming.comment}</div>}
                    </div>
                  </Td>
                  <Td modifier="fitContent">
                    <div className="sluice-actions">
                      <Button variant="link" isInline onClick={() => setChanging(subscription)} aria-label={words.changeOf(nameOf(subscription))}>
                        {words.change}
                      </Button>
                      <Button variant="link" isInline isDanger onClick={() => setLeaving(subscription)} aria-label={words.removeOf(nameOf(subscription))}>
                        {words.remove}
                      </Button>
                    </div>
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
