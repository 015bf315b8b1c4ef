import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CodeBlock } from '../../ui/CodeBlock';
import { prettyJson } from '../../ui/prettyJson';
import { ProblemView } from '../../ui/ProblemView';
import { QueryView } from '../../ui/QueryView';
import { StateDot, type Tone } from '../../ui/StateDot';
import { Time } from '../../ui/Time';
import { texts } from '../../texts';
import { testWebhook, webhookDeliveriesQuery } from './queries';
import type { Webhook, WebhookDelivery } from './shapes';

const words = texts.webhooks;
/** Of the message that is sent for a test. */
const TEST = 'test';
const TONES: Readonly<Record<string, Tone>> = { waiting: 'waiting', delivered: 'good', failed: 'bad' };

interface Props {
  /** The path of its list. */
  readonly place: string;
  readonly webhook: Webhook;
  readonly onClose: () => void;
}

/** The latest messages to a webhook, and a test. */
export function DeliveriesDialog({ place, webhook, onClose }: Props) {
  const client = useQueryClient();
  const deliveries = useQuery(webhookDeliveriesQuery(place, webhook.id));
  const test = useMutation({
    mutationFn: () => testWebhook(place, webhook.id),
    onSuccess: () => client.invalidateQueries({ queryKey: webhookDeliveriesQuery(place, webhook.id).queryKey }),
  });
  return (
    <Modal isOpen variant="large" onClose={onClose} aria-labelledby="deliveries-title">
      <ModalHeader title={words.deliveriesOf(webhook.url)} labelId="deliveries-title" />
      <ModalBody>
        {test.isError && <ProblemView error={test.error} />}
        <QueryView query={deliveries} isEmpty={({ list }) => list.length === 0} empty={<p>{words.noDeliveries}</p>}>
          {({ list }) => <DeliveryTable deliveries={list} />}
        </QueryView>
      </ModalBody>
      <ModalFooter>
        <Button variant="secondary" isLoading={test.isPending} isDisabled={test.isPending} onClick={() => test.mutate()}>
          {words.test}
        </Button>
        <Button variant="link" onClick={onClose}>
          {words.close}
        </Button>
      </ModalFooter>
    </Modal>
  );
}

function DeliveryTable({ deliveries }: { readonly deliveries: readonly WebhookDelivery[] }) {
  return (
    <Table aria-label={words.deliveries} variant="compact">
      <Thead>
        <Tr>
          <Th>{words.time}</Th>
          <Th>{words.event}</Th>
          <Th>{words.state}</Th>
          <Th modifier="wrap">{words.attempts}</Th>
          <Th modifier="wrap">{words.answer}</Th>
          <Th modifier="wrap">{words.next}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {deliveries.map((one) => (
          <Tr key={one.id}>
            <Td dataLabel={words.time}>
              <Time at={one.createdTime} />
            </Td>
            <Td dataLabel={words.event} className="sluice-break">
              <details>
                <summary>{eventName(one.event)}</summary>
                <CodeBlock code={prettyJson(one.body)} copyLabel={words.copyMessage} />
              </details>
            </Td>
            <Td dataLabel={words.state}>
              <StateDot tone={TONES[one.state] ?? 'off'} label={words.deliveryStates[one.state] ?? one.state} />
            </Td>
            <Td dataLabel={words.attempts}>{one.attempts}</Td>
            <Td dataLabel={words.answer} className="sluice-break">
              {[one.status, one.reason].filter((part) => part !== undefined).join(' ')}
            </Td>
            <Td dataLabel={words.next}>{one.nextTime !== undefined && <Time at={one.nextTime} />}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function eventName(event: string): string {
  return event === TEST ? words.testEvent : (words.eventNames[event] ?? event);
}
