import { zodResolver } from '@hookform/resolvers/zod';
import { ActionGroup, Alert, Button, Form, Title } from '@patternfly/react-core';
import { useForm } from 'react-hook-form';
import { useMay } from '../../../session/session';
import { markFields } from '../../../shared/form';
import { ProblemView } from '../../../shared/ProblemView';
import { UnsavedDialog } from '../../../shared/UnsavedDialog';
import { texts } from '../../../texts';
import { ApiPage } from '../api/ApiPage';
import { useApi, useEdition } from '../api/context';
import { useUpdateApi } from '../api/queries';
import { ConnectionTest } from './ConnectionTest';
import { EndpointFields } from './EndpointFields';
import { endpointFieldOf, endpointsShape, KEY_TYPES, valuesOf, withValues, type EndpointsValues } from './shapes';

/** Where an API's backends are, and how the relay signs in there. */
export function EndpointsPage() {
  const words = texts.endpoints;
  const latest = useApi();
  const form = useForm<EndpointsValues>({
    resolver: zodResolver(endpointsShape),
    mode: 'onChange',
    values: valuesOf(latest.value),
    resetOptions: { keepDirtyValues: true },
  });
  const { isDirty } = form.formState;
  const edition = useEdition(isDirty);
  const update = useUpdateApi();
  const readOnly = !useMay('apim:api_create', 'apim:api_manage');
  const values = form.watch();
  const save = (typed: EndpointsValues) =>
    update.mutate(
      { edition, api: withValues(edition.value, typed) },
      { onSuccess: (stored) => form.reset(valuesOf(stored.value)), onError: (error) => markFields(form, error, endpointFieldOf) },
    );
  return (
    <ApiPage title={words.title} intro={words.intro}>
      <Form noValidate onSubmit={(event) => void form.handleSubmit(save)(event)}>
        {update.isError && <ProblemView error={update.error} />}
        {update.isSuccess && !isDirty && <Alert isInline isLiveRegion variant="success" title={words.saved} />}
        <div className="sluice-columns">
          {KEY_TYPES.map((key) => (
            <section key={key} aria-label={words[key]} className="sluice-stack">
              <Title headingLevel="h3">{words[key]}</Title>
              <p>{words.about[key]}</p>
              <EndpointFields control={form.control} name={key} values={values[key]} readOnly={readOnly} />
              <ConnectionTest
                apiId={latest.value.id}
                name={key}
                endpoint={values[key].url}
                topics={latest.value.operations}
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
            <Button variant="link" isDisabled={!isDirty} onClick={() => form.reset(valuesOf(latest.value))}>
              {words.discard}
            </Button>
          </ActionGroup>
        )}
      </Form>
      <UnsavedDialog isDirty={isDirty && !update.isPending} />
    </ApiPage>
  );
}
