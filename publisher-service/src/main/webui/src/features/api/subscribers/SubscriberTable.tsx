import { Checkbox } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { StateDot, type Tone } from '../../../ui/StateDot';
import { Time } from '../../../ui/Time';
import { texts } from '../../../texts';
import type { Subscriber } from './shapes';

const words = texts.subscribers;

const TONES: Readonly<Record<string, Tone>> = {
  UNBLOCKED: 'good',
  TIER_UPDATE_PENDING: 'waiting',
  ON_HOLD: 'waiting',
  PROD_ONLY_BLOCKED: 'bad',
  BLOCKED: 'bad',
};

interface Props {
  readonly subscribers: readonly Subscriber[];
  /** Ids. */
  readonly chosen: readonly string[];
  readonly onChoose: (ids: readonly string[]) => void;
  readonly mayChoose: boolean;
}

export function SubscriberTable({ subscribers, chosen, onChoose, mayChoose }: Props) {
  const ids = subscribers.map(({ subscriptionId }) => subscriptionId);
  const areAllChosen = ids.length > 0 && ids.every((id) => chosen.includes(id));
  return (
    <Table aria-label={words.title} variant="compact">
      <Thead>
        <Tr>
          {mayChoose && (
            <Th modifier="fitContent">
              <Checkbox id="choose-all" aria-label={words.chooseAll} isChecked={areAllChosen} onChange={(_, isChosen) => onChoose(isChosen ? ids : [])} />
            </Th>
          )}
          <Th>{words.application}</Th>
          <Th>{words.owner}</Th>
          <Th>{words.plan}</Th>
          <Th>{words.state}</Th>
          <Th>{words.since}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {subscribers.map((one) => {
          const { name, subscriber } = one.applicationInfo;
          const wanted = one.streaming.requestedThrottlingPolicy;
          return (
            <Tr key={one.subscriptionId}>
              {mayChoose && (
                <Td dataLabel={words.choose} modifier="fitContent">
                  <Checkbox
                    id={`choose-${one.subscriptionId}`}
                    aria-label={words.chooseOf(name)}
                    isChecked={chosen.includes(one.subscriptionId)}
                    onChange={(_, isChosen) => onChoose(isChosen ? [...chosen, one.subscriptionId] : chosen.filter((id) => id !== one.subscriptionId))}
                  />
                </Td>
              )}
              <Td dataLabel={words.application} className="sluice-break">
                {name}
              </Td>
              <Td dataLabel={words.owner} className="sluice-break">
                {subscriber}
              </Td>
              <Td dataLabel={words.plan} className="sluice-break">
                <div>
                  {one.throttlingPolicy}
                  {wanted !== undefined && <div className="sluice-subtle">{words.wants(wanted)}</div>}
                </div>
              </Td>
              <Td dataLabel={words.state}>
                <StateDot tone={TONES[one.subscriptionStatus] ?? 'off'} label={words.states[one.subscriptionStatus] ?? one.subscriptionStatus} />
              </Td>
              <Td dataLabel={words.since}>
                <Time at={one.streaming.createdTime} />
              </Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}
