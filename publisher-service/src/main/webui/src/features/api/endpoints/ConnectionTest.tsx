import { Button, FormGroup, TextInput, Title } from '@patternfly/react-core';
import { useEffect, useState } from 'react';
import { ProblemView } from '../../../ui/ProblemView';
import { useMay } from '../../../session/session';
import { texts } from '../../../texts';
import type { Operation } from '../api/shapes';
import { useProbe } from '../probe/queries';
import { isLiteral } from '../topics/pattern';
import { logOf } from './probeLog';
import type { EndpointKey } from './shapes';

interface Props {
  readonly apiId: string;
  readonly name: EndpointKey;
  /** As it is typed now. */
  readonly endpoint: string;
  readonly topics: readonly Operation[];
  /** The test sends stored credentials only. */
  readonly hasUnsavedSecret: boolean;
}

/** Asks the backend as a relay would, and says line by line what it met. */
export function ConnectionTest({ apiId, name, endpoint, topics, hasUnsavedSecret }: Props) {
  const words = texts.endpoints.test;
  const [path, setPath] = useState(() => firstPath(topics));
  const probe = useProbe();
  const mayTest = useMay('apim:api_create', 'apim:api_manage');
  const address = endpoint.trim().replace(/\/$/, '') + (path.trim() === '' || path.startsWith('/') ? path.trim() : `/${path.trim()}`);
  const id = `test-path-${name}`;
  const seconds = useSeconds(probe.isPending);
  return (
    <section aria-label={words.titleOf(texts.endpoints[name])} className="sluice-stack">
      <Title headingLevel="h4" size="md">{words.title}</Title>
      <FormGroup label={words.path} fieldId={id}>
        <TextInput id={id} value={path} autoComplete="off" onChange={(_, value) => setPath(value)} />
      </FormGroup>
      {!mayTest && <p>{words.notAllowed}</p>}
      {hasUnsavedSecret && <p>{words.savedOnly}</p>}
      <div>
        <Button variant="secondary" isDisabled={!mayTest || endpoint.trim() === '' || probe.isPending} isLoading={probe.isPending} onClick={() => probe.mutate({ url: address, apiId })}>
          {words.start}
        </Button>
      </div>
      {probe.isError && <ProblemView error={probe.error} />}
      {(probe.isPending || probe.data !== undefined) && (
        <ol className="sluice-log" aria-live="polite">
          <li>{words.asking(address)}</li>
          {probe.isPending && <li aria-hidden="true">{words.listening(seconds)}</li>}
          {probe.data !== undefined &&
            !probe.isPending &&
            logOf(probe.data).map(({ tone, text }, index) => (
              <li key={`${index} ${text}`} className={`sluice-log__${tone}`}>
                {text}
              </li>
            ))}
        </ol>
      )}
    </section>
  );
}

/** Returns the backend's path of a topic that can be asked for as it is. */
function firstPath(topics: readonly Operation[]): string {
  const literal = topics.find(({ target }) => isLiteral(target));
  return literal?.uriMapping ?? literal?.target ?? '';
}

/** Returns for how many seconds something has been going on. */
function useSeconds(isGoingOn: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!isGoingOn) {
      return undefined;
    }
    setSeconds(0);
    const timer = setInterval(() => setSeconds((before) => before + 1), 1_000);
    return () => clearInterval(timer);
  }, [isGoingOn]);
  return seconds;
}
