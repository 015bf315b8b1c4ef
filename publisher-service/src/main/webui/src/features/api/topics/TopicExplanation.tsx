import { DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { texts } from '../../../texts';
import type { Api } from '../api/shapes';
import { isWildcard, parametersOf, patternProblem } from './pattern';

interface Props {
  readonly api: Api;
  readonly target: string;
  readonly uriMapping: string;
}

/** What a topic's path means: its parameters, what clients open, and where the backend is asked. */
export function TopicExplanation({ api, target, uriMapping }: Props) {
  const words = texts.topics.form;
  const path = target.trim();
  if (patternProblem(path) !== null) {
    return null;
  }
  const parameters = parametersOf(path).map(words.parameter);
  const lines = isWildcard(path) ? [...parameters, words.wildcard] : parameters;
  const endpoint = api.endpointConfig.production_endpoints?.url ?? api.endpointConfig.sandbox_endpoints?.url;
  return (
    <DescriptionList isCompact aria-live="polite">
      <Fact term={words.parameters}>{lines.length === 0 ? words.literal : lines.map((line) => <p key={line}>{line}</p>)}</Fact>
      <Fact term={words.clients}>
        <code className="sluice-break">{basePath(api) + path}</code>
      </Fact>
      <Fact term={words.backend}>
        {endpoint === undefined ? words.noEndpoint : <code className="sluice-break">{endpoint + (uriMapping.trim() === '' ? path : uriMapping.trim())}</code>}
      </Fact>
    </DescriptionList>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription>{children}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}

/** Returns the path at which gateways serve an API: its context with its version. */
export function basePath(api: Pick<Api, 'context' | 'version'>): string {
  return api.context.includes('{version}') ? api.context.replace('{version}', api.version) : `${api.context}/${api.version}`;
}
