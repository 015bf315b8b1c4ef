import { Form, FormGroup, FormSelect, FormSelectOption, Grid, GridItem, TextInput } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { settingsQuery, useMay } from '../../../session/session';
import { EmptyPage } from '../../../ui/EmptyPage';
import { QueryView } from '../../../ui/QueryView';
import { texts } from '../../../texts';
import { ApiPage } from '../api/ApiPage';
import { useApi } from '../api/context';
import type { Api } from '../api/shapes';
import { fillPath, isWildcard, parametersOf } from '../topics/pattern';
import { basePath } from '../topics/TopicExplanation';
import type { Start } from './connection';
import { gatewayChoices, type GatewayChoice } from './gateways';
import { LiveStream } from './LiveStream';
import { EventLog } from './log';
import { generateTestKey, type KeyType } from './queries';

/** A topic's events as a client gets them. */
export function LivePage() {
  const { value: api } = useApi();
  const settings = useQuery(settingsQuery);
  const words = texts.live;
  return (
    <ApiPage title={words.title} intro={words.intro}>
      {api.operations.length === 0 ? (
        <EmptyPage
          title={words.noTopicsTitle}
          body={words.noTopicsBody}
          action={
            <Link to="/publisher/apis/$apiId/topics" params={{ apiId: api.id }}>
              {words.toTopics}
            </Link>
          }
        />
      ) : (
        <QueryView
          query={settings}
          isEmpty={(found) => gatewayChoices(found, api.transport, location).length === 0}
          empty={
            <EmptyPage
              title={words.noGatewayTitle}
              body={words.noGatewayBody}
              action={
                <Link to="/publisher/apis/$apiId/runtime" params={{ apiId: api.id }}>
                  {words.toRuntime}
                </Link>
              }
            />
          }
        >
          {(found) => <Choice api={api} gateways={gatewayChoices(found, api.transport, location)} />}
        </QueryView>
      )}
    </ApiPage>
  );
}

const STARTS: readonly Start[] = ['latest', '-10', '-100', 'earliest'];
const REST = '*';

function Choice({ api, gateways }: { readonly api: Api; readonly gateways: readonly GatewayChoice[] }) {
  const words = texts.live;
  const [target, setTarget] = useState(api.operations[0]?.target ?? '');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [query, setQuery] = useState('');
  const [gateway, setGateway] = useState(gateways[0]?.address ?? '');
  const [start, setStart] = useState<Start>('latest');
  const keyTypes = keyTypesOf(api);
  const [keyType, setKeyType] = useState<KeyType>(keyTypes[0] ?? 'PRODUCTION');
  const log = useMemo(() => new EventLog(), [keyType]);
  const names = [...parametersOf(target), ...(isWildcard(target) ? [REST] : [])];
  const missing = names.find((name) => name !== REST && (values[name] ?? '').trim() === '');
  const mayMakeKeys = useMay('apim:api_generate_key', 'apim:api_manage');
  const asked = query.trim().replace(/^\?/, '');
  const path = basePath(api) + fillPath(target, values, values[REST] ?? '') + (asked === '' ? '' : `?${asked}`);
  return (
    <>
      <Form onSubmit={(event) => event.preventDefault()}>
        <Grid hasGutter md={6} xl={4}>
          <Choose id="live-topic" label={words.topic} value={target} onChange={setTarget} options={api.operations.map((one) => [one.target, one.target])} />
          {names.map((name) => (
            <GridItem key={name}>
              <FormGroup label={name === REST ? words.rest : words.parameter(name)} fieldId={`live-${name}`} isRequired={name !== REST}>
                <TextInput
                  id={`live-${name}`}
                  value={values[name] ?? ''}
                  isRequired={name !== REST}
                  autoComplete="off"
                  onChange={(_, value) => setValues({ ...values, [name]: value })}
                />
              </FormGroup>
            </GridItem>
          ))}
          <GridItem>
            <FormGroup label={words.query} fieldId="live-query">
              <TextInput id="live-query" value={query} autoComplete="off" placeholder="symbol=ACME" onChange={(_, value) => setQuery(value)} />
            </FormGroup>
          </GridItem>
          <Choose id="live-gateway" label={words.gateway} value={gateway} onChange={setGateway} options={gateways.map((one) => [one.address, one.label])} />
          {keyTypes.length > 1 && (
            <Choose
              id="live-key-type"
              label={words.keyType}
              value={keyType}
              onChange={(value) => setKeyType(value === 'SANDBOX' ? 'SANDBOX' : 'PRODUCTION')}
              options={[
                ['PRODUCTION', words.production],
                ['SANDBOX', words.sandbox],
              ]}
            />
          )}
          <Choose
            id="live-start"
            label={words.start}
            value={start}
            onChange={(value) => setStart(STARTS.find((one) => one === value) ?? 'latest')}
            options={STARTS.map((one) => [one, words.starts[one]])}
          />
        </Grid>
      </Form>
      <LiveStream
        key={keyType}
        log={log}
        credential={{ header: 'Internal-Key', make: () => generateTestKey(api.id, keyType) }}
        help={(status) => <RefusedHelp apiId={api.id} status={status} />}
        target={{ gateway, path, start }}
        hint={mayMakeKeys ? missing === undefined ? null : words.fill(missing) : words.notAllowed}
      />
    </>
  );
}

interface ChooseProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onChange: (value: string) => void;
}

function Choose({ id, label, value, options, onChange }: ChooseProps) {
  return (
    <GridItem>
      <FormGroup label={label} fieldId={id}>
        <FormSelect id={id} value={value} onChange={(_, next) => onChange(next)}>
          {options.map(([key, text]) => (
            <FormSelectOption key={key} value={key} label={text} />
          ))}
        </FormSelect>
      </FormGroup>
    </GridItem>
  );
}

function keyTypesOf(api: Api): readonly KeyType[] {
  const { production_endpoints: production, sandbox_endpoints: sandbox } = api.endpointConfig;
  return [...(production !== undefined ? (['PRODUCTION'] as const) : []), ...(sandbox !== undefined ? (['SANDBOX'] as const) : [])];
}

function RefusedHelp({ apiId, status }: { readonly apiId: string; readonly status: number }) {
  const words = texts.live.refusedHelp;
  const tabs = texts.api.tabs;
  switch (status) {
    case 403:
      return (
        <p>
          {words[403]}{' '}
          <Link to="/publisher/apis/$apiId/endpoints" params={{ apiId }}>
            {tabs.endpoints}
          </Link>
        </p>
      );
    case 404:
      return (
        <p>
          {words[404]}{' '}
          <Link to="/publisher/apis/$apiId/deployments" params={{ apiId }}>
            {tabs.deployments}
          </Link>
        </p>
      );
    case 502:
      return (
        <p>
          {words[502]}{' '}
          <Link to="/publisher/apis/$apiId/upstreams" params={{ apiId }}>
            {tabs.upstreams}
          </Link>
        </p>
      );
    default:
      return null;
  }
}
