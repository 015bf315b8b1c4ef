import { Flex, FlexItem, FormGroup, FormHelperText, FormSelect, FormSelectOption, HelperText, HelperTextItem, TextInput } from '@patternfly/react-core';
import { useId, useState } from 'react';
import { texts } from '../../../texts';
import type { DeveloperApi } from './shapes';
import { gatewayUrls, REST_OF_PATH, topicParameters, topicPath, type GatewayUrl } from './urls';

const words = texts.developer.api;

/** A stream of an API: at which gateway, and under which path. */
export interface ChosenStream {
  readonly url: GatewayUrl;
  /** At the gateway, with the API's own. */
  readonly path: string;
}

interface Choice {
  readonly gateway: number;
  readonly target: string;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Returns the stream that is chosen, null where the API is not deployed, the parameters that are not filled in, and the fields
 * to choose it with.
 *
 * @param isUsable which gateways can be chosen
 */
export function useTopicChoice(api: DeveloperApi, isUsable: (url: GatewayUrl) => boolean = () => true) {
  const urls = gatewayUrls(api).filter(isUsable);
  const [choice, setChoice] = useState<Choice>({ gateway: 0, target: api.operations[0]?.target ?? '', values: {} });
  const url = urls[choice.gateway];
  // A parameter that is not filled in yet has its own name, so that the address always is one.
  const values = Object.fromEntries(
    topicParameters(choice.target).map(({ name, isWildcard }) => [name, choice.values[name] || (isWildcard ? '' : name)]),
  );
  const missing = topicParameters(choice.target)
    .filter(({ name, isWildcard }) => !isWildcard && !choice.values[name])
    .map(({ name }) => name);
  const stream: ChosenStream | null = url === undefined ? null : { url, path: url.basePath + topicPath(choice.target, values) };
  return { stream, missing, target: choice.target, fields: <TopicFields api={api} urls={urls} choice={choice} onChange={setChoice} /> };
}

interface Props {
  readonly api: DeveloperApi;
  readonly urls: readonly GatewayUrl[];
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
}

function TopicFields({ api, urls, choice, onChange }: Props) {
  const id = useId();
  return (
    <Flex gap={{ default: 'gapMd' }} alignItems={{ default: 'alignItemsFlexStart' }}>
      <FlexItem className="sluice-choice">
        <FormGroup label={words.topic} fieldId={`${id}-topic`}>
          <FormSelect id={`${id}-topic`} value={choice.target} onChange={(_, target) => onChange({ ...choice, target })}>
            {api.operations.map(({ target }) => (
              <FormSelectOption key={target} value={target} label={target} />
            ))}
          </FormSelect>
        </FormGroup>
      </FlexItem>
      {topicParameters(choice.target).map(({ name }) => (
        <FlexItem key={name} className="sluice-choice">
          <FormGroup label={name === REST_OF_PATH ? words.restOfPath : name} fieldId={`${id}-${name}`}>
            <TextInput
              id={`${id}-${name}`}
              value={choice.values[name] ?? ''}
              placeholder={name === REST_OF_PATH ? '' : name}
              aria-describedby={`${id}-${name}-help`}
              onChange={(_, value) => onChange({ ...choice, values: { ...choice.values, [name]: value } })}
            />
            <FormHelperText>
              <HelperText id={`${id}-${name}-help`}>
                {(choice.values[name] ?? '') === '' && <HelperTextItem>{name === REST_OF_PATH ? words.restHint : words.parameterHint}</HelperTextItem>}
              </HelperText>
            </FormHelperText>
          </FormGroup>
        </FlexItem>
      ))}
      {urls.length > 1 && (
        <FlexItem className="sluice-choice">
          <FormGroup label={words.gateway} fieldId={`${id}-gateway`}>
            <FormSelect id={`${id}-gateway`} value={choice.gateway} onChange={(_, index) => onChange({ ...choice, gateway: Number(index) })}>
              {urls.map(({ label }, index) => (
                <FormSelectOption key={label} value={index} label={label} />
              ))}
            </FormSelect>
          </FormGroup>
        </FlexItem>
      )}
    </Flex>
  );
}
