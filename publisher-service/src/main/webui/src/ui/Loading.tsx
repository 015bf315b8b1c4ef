import { Bullseye, Spinner } from '@patternfly/react-core';
import { texts } from '../texts';

export function Loading() {
  return (
    <Bullseye className="sluice-loading">
      <Spinner aria-label={texts.common.loading} />
    </Bullseye>
  );
}
