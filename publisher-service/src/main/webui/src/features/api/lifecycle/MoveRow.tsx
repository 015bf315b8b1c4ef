import { Button, Checkbox } from '@patternfly/react-core';
import { useId, useState } from 'react';
import { lifecycleName } from '../api/LifecycleLabel';
import { texts } from '../../../texts';
import { effectOf } from './effects';
import type { Transition } from './shapes';

interface Props {
  readonly from: string;
  readonly transition: Transition;
  /** What can be asked for along with it. */
  readonly checkItems: readonly string[];
  readonly mayMove: boolean;
  readonly isBusy: boolean;
  readonly onMove: (checked: readonly string[]) => void;
}

/** One move: its button, and what it does before it is clicked. */
export function MoveRow({ from, transition, checkItems, mayMove, isBusy, onMove }: Props) {
  const id = useId();
  const [checked, setChecked] = useState<readonly string[]>([]);
  const effect = effectOf(from, transition);
  const words = texts.lifecycle;
  return (
    <li className="sluice-move">
      <Button
        variant={effect.endsStreams ? 'danger' : 'secondary'}
        aria-describedby={id}
        isDisabled={!mayMove || isBusy}
        onClick={() => onMove(checked)}
      >
        {transition.event}
      </Button>
      <div id={id}>
        <div>
          {words.becomes} <strong>{lifecycleName(transition.targetState)}</strong>. {effect.words}
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
