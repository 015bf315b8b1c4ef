import { zodResolver } from '@hookform/resolvers/zod';
import { ActionGroup, Alert, Button, Form, Title } from '@patternfly/react-core';
import { useMay } from '../../../session/session';
import { ProblemView } from '../../../ui/ProblemView';
import { UnsavedDialog } from '../../../ui/UnsavedDialog';
import { texts } from '../../../texts';
import { ApiPage } from '../api/ApiPage';
import { useApiForm } from '../api/useApiForm';
import { ConnectionTest } from './ConnectionTest';
import { EndpointFields } from './EndpointFields';
import { endpointFieldOf, endpointsShape, KEY_TYPES, valuesOf, withValues, type EndpointsValues } from './shapes';

/** Where an API's backends are, and how the relay signs in there. */
export function EndpointsPage() {
  const words = texts.endpoints;
  const { form, latest, isDirty, update, submit, discard } = useApiForm<EndpointsValues>({
    resolver: zodResolver(endpointsShape),
    valuesOf,
    withValues,
    fieldOf: endpointFieldOf,
  });
  const readOnly = !useMay('apim:api_create', 'apim:api_manage');
  const values = form.watch();
  return (
    <ApiPage title={words.title} intro={words.intro}>
      <Form noValidate onSubmit={(event) => void submit(event)}>
        {update.isError && <ProblemView error={update.error} />}
        {update.isSuccess && !isDirty && <Alert isInline isLiveRegion variant="success" title={words.saved} />}
        <div className="sluice-columns">
          {KEY_TYPES.map((key) => (
            <section key={key} aria-label={words[key]} className="sluice-stack">
              <Title headingLevel="h3">{words[key]}</Title>
              <p>{words.about[key]}</p>
              <EndpointFields control={form.control} name={key} values={values[key]} readOnly={readOnly} />
              <ConnectionTest
                apiId={latest.id}
                name={key}
                endpoint={values[key].url}
                topics={latest.operations}
                hasUnsavedSecret={values[key].type !== 'NONE' && isDirty}
              />
            </section>
          ))}
        </div>
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
