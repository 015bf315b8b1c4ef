import { Alert, FormGroup, FormHelperText, FormSelect, FormSelectOption, GridItem, HelperText, HelperTextItem, TextInput } from '@patternfly/react-core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { texts } from '../../../texts';
import type { Credential } from '../../api/live/connection';
import { generateToken } from '../key/queries';
import { isOwn, type ApplicationKey } from '../key/shapes';
import { accessOf, headerOf, proofsOf, scopesOf } from './access';
import type { DeveloperApi } from './shapes';
import { TopicEvents, type TriedStream } from './TopicEvents';

const words = texts.developer.tryIt;

/** What is shown to the gateway: a token that is made here, an API key or a token that the developer has. */
type Way = keyof typeof words.ways;

/** Returns those that an application with these keys has, the simplest first. */
export function waysOf(api: DeveloperApi, keys: readonly ApplicationKey[]): readonly Way[] {
  const proofs = proofsOf(api);
  const takesTokens = proofs.includes('token');
  return [
    ...(takesTokens && keys.some(isOwn) ? (['made'] as const) : []),
    ...(proofs.includes('apiKey') ? (['apiKey'] as const) : []),
    ...(takesTokens && keys.length > 0 ? (['token'] as const) : []),
  ];
}

interface Props extends TriedStream {
  readonly applicationId: string;
  readonly keys: readonly ApplicationKey[];
}

/** The events of a topic, with one of the credentials that an application has. */
export function TryWithCredential({ applicationId, keys, ...tried }: Props) {
  const { api, target } = tried;
  const ways = waysOf(api, keys);
  const own = keys.filter(isOwn);
  const [way, setWay] = useState<Way>(ways[0] ?? 'apiKey');
  const [keyMappingId, setKey] = useState((own.find(({ keyType }) => keyType === 'PRODUCTION') ?? own[0])?.keyMappingId ?? '');
  const [typed, setTyped] = useState('');
  const isTyped = way !== 'made';
  const choose = (next: string) => {
    setWay(ways.find((one) => one === next) ?? way);
    setTyped('');
  };
  const credential: Credential = isTyped
    ? { header: headerOf(api, way, typed).header, make: () => Promise.resolve(headerOf(api, way, typed).value) }
    : { header: api.authorizationHeader, make: async () => headerOf(api, 'token', (await generateToken(applicationId, keyMappingId, scopesOfApi(api))).accessToken).value };
  const missing = [...tried.missing, ...(isTyped && typed === '' ? [words.typed[way]] : [])];
  return (
    <>
      {way === 'apiKey' && scopesOf(api, target).length > 0 && (
        <Alert isInline variant="warning" component="h2" title={words.needsScope(scopesOf(api, target))}>
          {words.needsScopeBody}
        </Alert>
      )}
      <TopicEvents {...tried} missing={missing} credential={credential} shownBy={[way, keyMappingId, typed].join(' ')}>
        {ways.length > 1 && (
          <GridItem>
            <FormGroup label={words.way} fieldId="try-way">
              <FormSelect id="try-way" value={way} onChange={(_, next) => choose(next)}>
                {ways.map((one) => (
                  <FormSelectOption key={one} value={one} label={words.ways[one]} />
                ))}
              </FormSelect>
            </FormGroup>
          </GridItem>
        )}
        {!isTyped && own.length > 1 && (
          <GridItem>
            <FormGroup label={texts.developer.applications.keys} fieldId="try-keys">
              <FormSelect id="try-keys" value={keyMappingId} onChange={(_, id) => setKey(id)}>
                {own.map((key) => (
                  <FormSelectOption key={key.keyMappingId} value={key.keyMappingId} label={texts.developer.keys.types[key.keyType]} />
                ))}
              </FormSelect>
            </FormGroup>
          </GridItem>
        )}
        {isTyped && (
          <GridItem>
            <FormGroup label={words.typed[way]} fieldId="try-typed">
              <TextInput id="try-typed" type="password" autoComplete="off" aria-describedby="try-typed-help" value={typed} onChange={(_, value) => setTyped(value.trim())} />
              <FormHelperText>
                <HelperText id="try-typed-help">
                  <HelperTextItem>{way === 'apiKey' ? <WhereKeysAre api={api} applicationId={applicationId} /> : words.tokenHint}</HelperTextItem>
                </HelperText>
              </FormHelperText>
            </FormGroup>
          </GridItem>
        )}
      </TopicEvents>
    </>
  );
}

function scopesOfApi({ scopes }: DeveloperApi): readonly string[] {
  return scopes.map(({ key }) => key);
}

function WhereKeysAre({ api, applicationId }: { readonly api: DeveloperApi; readonly applicationId: string }) {
  return accessOf(api) === 'application' ? (
    <Link to="/devportal/apis/$apiId/subscribe" params={{ apiId: api.id }}>
      {words.generateKey}
    </Link>
  ) : (
    <Link to="/devportal/applications/$applicationId" params={{ applicationId }}>
      {words.generateKey}
    </Link>
  );
}
