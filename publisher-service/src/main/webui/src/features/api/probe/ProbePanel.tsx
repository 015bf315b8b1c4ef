import { Button, Card, CardBody, CardTitle, FormGroup, FormHelperText, HelperText, HelperTextItem, TextInput } from '@patternfly/react-core';
import { useState } from 'react';
import { ProblemView } from '../../../ui/ProblemView';
import { texts } from '../../../texts';
import { addressRule } from '../create/rules';
import { ProbeView } from './ProbeView';
import { useProbe } from './queries';

interface Props {
  /** The address as it is typed now. */
  readonly endpoint: string;
  readonly apiId?: string;
}

const PATH = 'probe-path';

/** Returns the address of a path below an endpoint. */
export function addressOf(endpoint: string, path: string): string {
  const below = path.trim();
  return below === '' ? endpoint : `${endpoint.replace(/\/$/, '')}/${below.replace(/^\//, '')}`;
}

/** Tries a backend before it is used: what it sends, and what that means. */
export function ProbePanel({ endpoint, apiId }: Props) {
  const words = texts.probe;
  const [path, setPath] = useState('');
  const probe = useProbe();
  const url = addressOf(endpoint, path);
  const wrong = endpoint === '' ? words.noEndpoint : addressRule(url);
  const ask = () => {
    if (wrong === null) {
      probe.mutate({ url, ...(apiId !== undefined && { apiId }) });
    }
  };
  return (
    <Card component="section" aria-label={words.title}>
      <CardTitle component="h2">{words.title}</CardTitle>
      <CardBody className="sluice-stack">
        <p>{words.intro}</p>
        <FormGroup label={words.path} fieldId={PATH}>
          <TextInput
            id={PATH}
            value={path}
            placeholder="/"
            autoComplete="off"
            aria-describedby={`${PATH}-help`}
            onChange={(_, text) => setPath(text)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') {
                event.preventDefault();
                ask();
              }
            }}
          />
          <FormHelperText>
            <HelperText id={`${PATH}-help`}>
              <HelperTextItem className="sluice-break">{wrong ?? words.asked(url)}</HelperTextItem>
            </HelperText>
          </FormHelperText>
        </FormGroup>
        <div>
          <Button variant="secondary" isLoading={probe.isPending} isDisabled={probe.isPending || wrong !== null} onClick={ask}>
            {probe.isPending ? words.trying : words.action}
          </Button>
        </div>
        <div aria-live="polite">
          {probe.isError && <ProblemView error={probe.error} onRetry={ask} />}
          {probe.data !== undefined && !probe.isPending && <ProbeView probe={probe.data} />}
        </div>
      </CardBody>
    </Card>
  );
}
