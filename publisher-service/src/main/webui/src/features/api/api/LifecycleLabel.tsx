import { Label } from '@patternfly/react-core';
import { texts } from '../../../texts';

const COLOURS: Readonly<Record<string, 'blue' | 'green' | 'grey' | 'orange' | 'red' | 'purple'>> = {
  CREATED: 'blue',
  PROTOTYPED: 'purple',
  PUBLISHED: 'green',
  BLOCKED: 'red',
  DEPRECATED: 'orange',
  RETIRED: 'grey',
};

/** Returns a state's name as people read it; what is not known stays as it is. */
export function lifecycleName(state: string): string {
  const names: Readonly<Record<string, string>> = texts.api.states;
  return names[state] ?? state;
}

/** The state of an API's life. */
export function LifecycleLabel({ state }: { readonly state: string }) {
  return (
    <Label color={COLOURS[state] ?? 'grey'} isCompact>
      {lifecycleName(state)}
    </Label>
  );
}
