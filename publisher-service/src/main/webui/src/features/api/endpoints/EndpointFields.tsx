import type { Control } from 'react-hook-form';
import { SelectField, TextField } from '../../../ui/fields';
import { texts } from '../../../texts';
import { SECURITY_TYPES, type EndpointKey, type EndpointsValues, type EndpointValues } from './shapes';

interface Props {
  readonly control: Control<EndpointsValues>;
  readonly name: EndpointKey;
  readonly values: EndpointValues;
  readonly readOnly: boolean;
}

/** The address of one backend and the credentials for it. */
export function EndpointFields({ control, name, values, readOnly }: Props) {
  const words = texts.endpoints;
  const isStored = values.type === values.storedType;
  const secretHint = isStored ? words.keptSecret : words.newSecret;
  const common = { control, disabled: readOnly };
  const secret = { ...common, type: 'password' as const, autoComplete: 'new-password', hint: secretHint, required: !isStored };
  return (
    <>
      <TextField {...common} name={`${name}.url`} type="url" label={words.url} hint={words.urlHint} placeholder="https://backend.example.com/events" />
      <SelectField {...common} name={`${name}.type`} label={words.security} hint={words.securityHint} options={SECURITY_TYPES.map((value) => ({ value, label: words.types[value] }))} />
      {values.type === 'BASIC' && (
        <>
          <TextField {...common} name={`${name}.username`} label={words.username} required />
          <TextField {...secret} name={`${name}.password`} label={words.password} />
        </>
      )}
      {values.type === 'BEARER' && <TextField {...secret} name={`${name}.token`} label={words.token} />}
      {values.type === 'APIKEY' && (
        <>
          <TextField {...common} name={`${name}.headerName`} label={words.headerName} placeholder="X-API-Key" required />
          <TextField {...secret} name={`${name}.headerValue`} label={words.headerValue} />
        </>
      )}
      {values.type === 'OAUTH' && (
        <>
          <TextField {...common} name={`${name}.tokenUrl`} type="url" label={words.tokenUrl} placeholder="https://idp.example.com/token" required />
          <TextField {...common} name={`${name}.clientId`} label={words.clientId} required />
          <TextField {...secret} name={`${name}.clientSecret`} label={words.clientSecret} />
          <TextField {...common} name={`${name}.scopes`} label={words.scopes} hint={words.scopesHint} />
        </>
      )}
    </>
  );
}
