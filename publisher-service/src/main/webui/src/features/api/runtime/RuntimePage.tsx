import { zodResolver } from '@hookform/resolvers/zod';
import { ActionGroup, Alert, Button, Form, FormSection, Title } from '@patternfly/react-core';
import { Link } from '@tanstack/react-router';
import { useMay } from '../../../session/session';
import { AmountField } from '../../../ui/AmountField';
import { DURATIONS, SIZES } from '../../../ui/amount';
import { CheckField, SelectField, TextField } from '../../../ui/fields';
import { ProblemView } from '../../../ui/ProblemView';
import { UnsavedDialog } from '../../../ui/UnsavedDialog';
import { texts } from '../../../texts';
import { ApiPage } from '../api/ApiPage';
import { useApiForm } from '../api/useApiForm';
import { runtimeFieldOf, runtimeShape, valuesOf, withValues, type RuntimeValues } from './shapes';

/** How gateways serve an API: transports, pages of other origins, streams, and what is kept. */
export function RuntimePage() {
  const words = texts.runtime;
  const { form, latest, isDirty, update, submit, discard } = useApiForm<RuntimeValues>({ resolver: zodResolver(runtimeShape), valuesOf, withValues, fieldOf: runtimeFieldOf });
  const readOnly = !useMay('apim:api_create', 'apim:api_manage');
  const [corsEnabled, takesTokens, takesApiKeys] = form.watch(['corsEnabled', 'takesTokens', 'takesApiKeys']);
  const common = { control: form.control, disabled: readOnly };
  return (
    <ApiPage title={words.title} intro={words.intro}>
      <Form className="sluice-form" noValidate onSubmit={(event) => void submit(event)}>
        {update.isError && <ProblemView error={update.error} />}
        {update.isSuccess && !isDirty && <Alert isInline isLiveRegion variant="success" title={words.saved} />}
        <FormSection title={words.transport} titleElement="h3">
          <SelectField {...common} name="transport" label={words.transportLabel} hint={words.transportHint} options={words.transports} />
        </FormSection>
        <FormSection title={words.credential} titleElement="h3">
          <CheckField {...common} name="takesTokens" label={words.takesTokens} hint={words.takesTokensHint} />
          {takesTokens && <TextField {...common} name="authorizationHeader" label={words.authorizationHeader} hint={words.authorizationHeaderHint} />}
          <CheckField {...common} name="takesApiKeys" label={words.takesApiKeys} hint={words.takesApiKeysHint} />
          {takesApiKeys && (
            <>
              <TextField {...common} name="apiKeyHeader" label={words.apiKeyHeader} hint={words.apiKeyHeaderHint} />
              <CheckField {...common} name="queryApiKey" label={words.queryApiKey} hint={words.queryApiKeyHint} />
            </>
          )}
        </FormSection>
        <FormSection title={words.cors} titleElement="h3">
          <CheckField {...common} name="corsEnabled" label={words.corsEnabled} hint={words.corsEnabledHint} />
          {corsEnabled && (
            <>
              <TextField {...common} name="origins" label={words.originsLabel} hint={words.originsHint} placeholder="https://app.example.com" multiline />
              <CheckField {...common} name="credentials" label={words.credentials} hint={words.credentialsHint} />
              <TextField {...common} name="headers" label={words.headers} hint={words.headersHint} multiline />
              <TextField {...common} name="methods" label={words.methods} hint={words.methodsHint} multiline />
            </>
          )}
        </FormSection>
        <FormSection title={words.streams} titleElement="h3">
          <AmountField {...common} name="retryMs" units={DURATIONS} label={words.retry} hint={words.retryHint} />
          <AmountField {...common} name="heartbeatMs" units={DURATIONS} label={words.heartbeat} hint={words.heartbeatHint} />
          <AmountField {...common} name="maxAgeMs" units={DURATIONS} label={words.maxAge} hint={words.maxAgeHint} />
          <div>
            <Title headingLevel="h4" size="md">{words.slowClients}</Title>
            <p>
              {words.slowClientsBody}{' '}
              <Link to="/publisher/apis/$apiId/topics" params={{ apiId: latest.id }}>
                {texts.api.tabs.topics}
              </Link>
            </p>
          </div>
        </FormSection>
        <FormSection title={words.kept} titleElement="h3">
          <AmountField {...common} name="retentionMs" units={DURATIONS} label={words.retention} hint={words.retentionHint} />
          <AmountField {...common} name="retentionBytes" units={SIZES} label={words.retentionBytes} hint={words.retentionBytesHint(latest.streaming.eventPartitions)} />
          <AmountField {...common} name="maxEventBytes" units={SIZES} label={words.maxEvent} hint={words.maxEventHint} />
          <CheckField {...common} name="sameStream" label={words.sameStream} hint={words.sameStreamHint} />
        </FormSection>
        {!readOnly && (
          <ActionGroup>
            <Button type="submit" isLoading={update.isPending} isDisabled={update.isPending || !isDirty}>
              {texts.common.save}
            </Button>
            <Button variant="link" isDisabled={!isDirty} onClick={discard}>
              {words.discard}
            </Button>
          </ActionGroup>
        )}
      </Form>
      <UnsavedDialog isDirty={isDirty && !update.isPending} />
    </ApiPage>
  );
}
