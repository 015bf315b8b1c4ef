import { Button, Checkbox } from '@patternfly/react-core';
import { useId, useState } from 'react';
import { lifecycleName } from '../api/LifecycleLabel';
import { texts } from '../../../texts';
import { effectOf, endsStreams } from './effects';
import type { Transition } from './shapes';

interface Props {
  /** Whether gateways serve the API, so that clients feel it. */
  readonly isDeployed: boolean;
  readonly transition: Transition;
  /** What can be asked for along with it. */
  readonly checkItems: readonly string[];
  readonly mayMove: boolean;
  readonly isBusy: boolean;
  readonly onMove: (checked: readonly string[]) => void;
}

/** One move: its button, and what it does before it is clicked. */
export function MoveRow({ isDeployed, transition, checkItems, mayMove, isBusy, onMove }: Props) {
  const id = useId();
  const [checked, setChecked] = useState<readonly string[]>([]);
  const words = texts.lifecycle;
  return (
    <li className="sluice-move">
      <Button
        variant={endsStreams(transition) ? 'danger' : 'secondary'}
        aria-describedby={id}
        isDisabled={!mayMove || isBusy}
        onClick={() => onMove(checked)}
      >
        {transition.event}
      </Button>
      <div id={id}>
        <div>
          {words.becomes} <strong>{lifecycleName(transition.targetState)}</strong>. {effectOf(transition, isDeployed)}
        </div>
        {checkItems.map((item, index) => (
          <Checkbox
            key={item}
            id={`${id}-${index}`}
            label={item}
            isDisabled={!mayMove}
            isChecked={checked.includes(item)}
            onChange={(_, isChecked) => setChecked(isChecked ? [...checked, item] : checked.filter((each) => each !== item))}
          />
        ))}
      </div>
    </li>
  );
}
