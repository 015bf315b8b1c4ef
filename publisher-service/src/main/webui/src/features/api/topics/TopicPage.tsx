import { zodResolver } from '@hookform/resolvers/zod';
import { ActionGroup, Button, Form, FormSection } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useWatch, type Control } from 'react-hook-form';
import type { Versioned } from '../../../api/client';
import { problemOf } from '../../../api/problem';
import { useMay } from '../../../session/session';
import { ChoicesField } from '../../../ui/ChoicesField';
import { EmptyPage } from '../../../ui/EmptyPage';
import { SelectField, TextField } from '../../../ui/fields';
import { markFields } from '../../../ui/form';
import { ProblemView } from '../../../ui/ProblemView';
import { UnsavedDialog } from '../../../ui/UnsavedDialog';
import { useStoredForm } from '../../../ui/useStoredForm';
import { texts } from '../../../texts';
import { sharedScopesQuery } from '../../scope/queries';
import type { SharedScope } from '../../scope/shapes';
import { ApiPage } from '../api/ApiPage';
import { useApi } from '../api/context';
import { useUpdateApi } from '../api/queries';
import type { Api, Operation } from '../api/shapes';
import { NEW_TOPIC, operationOf, topicFieldOf, topicShape, valuesOf, type TopicValues } from './shapes';
import { TopicExplanation } from './TopicExplanation';

/** A topic that is not there yet. */
export function NewTopicPage() {
  return <TopicForm before={null} title={texts.topics.newTitle} />;
}

/** A topic that is there, by its path. */
export function EditTopicPage() {
  const { topic } = useSearch({ from: '/publisher/apis/$apiId/topics/edit' });
  return <EditTopic key={topic} topic={topic} />;
}

function EditTopic({ topic }: { readonly topic: string }) {
  const { value: api } = useApi();
  // Kept: a topic that has just been renamed is not found any more.
  const [before] = useState(() => api.operations.find((operation) => operation.target === topic));
  const words = texts.topics;
  if (before === undefined) {
    return (
      <EmptyPage
        title={words.missingTitle}
        body={words.missingBody}
        action={
          <Link to="/publisher/apis/$apiId/topics" params={{ apiId: api.id }}>
            {words.toList}
          </Link>
        }
      />
    );
  }
  return <TopicForm before={before} title={words.editTitle(topic)} />;
}

const choices = (texts_: Readonly<Record<string, string>>) => Object.entries(texts_).map(([value, label]) => ({ value, label }));

function TopicForm({ before, title }: { readonly before: Operation | null; readonly title: string }) {
  const navigate = useNavigate();
  const mayEdit = useMay('apim:api_create', 'apim:api_manage');
  const update = useUpdateApi();
  const latest = useApi();
  // A topic that another user has removed in the meantime stays as it was read.
  const topicOf = (operations: readonly Operation[]) => operations.find((operation) => operation.target === before?.target) ?? before;
  const { form, edition, isDirty } = useStoredForm<Versioned<Api>, TopicValues>({
    latest,
    valuesOf: ({ value }) => {
      const topic = topicOf(value.operations);
      return topic === null ? NEW_TOPIC : valuesOf(topic);
    },
    resolver: zodResolver(topicShape),
    mode: 'onTouched',
  });
  const api = edition.value;
  const found = api.operations.findIndex((operation) => operation.target === before?.target);
  const index = found < 0 ? api.operations.length : found;
  const [target, uriMapping, authType] = useWatch({ control: form.control, name: ['target', 'uriMapping', 'authType'] });
  const shared = useQuery(sharedScopesQuery()).data?.list ?? [];
  const words = texts.topics;
  const toList = () => void navigate({ to: '/publisher/apis/$apiId/topics', params: { apiId: api.id }, ignoreBlocker: true });

  const save = (values: TopicValues) => {
    const operations = [...api.operations];
    operations[index] = operationOf(values, topicOf(api.operations));
    update.mutate(
      { edition, api: { ...api, operations, scopes: withShared(api, values.scopes, shared) } },
      { onSuccess: toList, onError: (error) => markFields(form, error, (path) => topicFieldOf(path, index)) },
    );
  };
  const others = problemOf(update.error).fields.filter(({ field }) => topicFieldOf(field, index) === null);
  const common = { control: form.control, disabled: !mayEdit };
  return (
    <ApiPage title={title}>
      <UnsavedDialog isDirty={isDirty && !update.isSuccess} />
      <Form className="sluice-form" onSubmit={(event) => void form.handleSubmit(save)(event)} noValidate>
        {update.isError && <ProblemView error={update.error} />}
        {update.isError && others.length > 0 && (
          <div role="alert">
            {words.form.others}
            <ul>
              {others.map(({ field, reason }) => (
                <li key={field}>
                  <code>{operationName(field, api.operations)}</code> {reason}
                </li>
              ))}
            </ul>
          </div>
        )}
        <TextField {...common} name="target" label={words.form.target} hint={words.form.targetHint} placeholder="/prices/{symbol}" required />
        <TopicExplanation api={api} target={target} uriMapping={uriMapping} />
        <TextField {...common} name="uriMapping" label={words.form.uriMapping} hint={words.form.uriMappingHint} placeholder={target} />
        <TextField {...common} name="description" label={words.form.description} hint={words.form.descriptionHint} multiline />
        <SelectField
          {...common}
          name="authType"
          label={words.form.access}
          options={accessOptions(before)}
        />
        {authType !== 'None' && <TopicScopes {...common} names={scopeNames(api, shared)} />}
        <FormSection title={words.form.streamingTitle} titleElement="h3">
          <SelectField
            {...common}
            name="pull"
            label={words.form.pull}
            hint={words.choices.pullHint}
            options={[
              { value: '', label: words.choices.pull.automatic },
              { value: 'pinned', label: words.choices.pull.pinned },
              { value: 'demand', label: words.choices.pull.demand },
            ]}
          />
          <SelectField {...common} name="resume" label={words.form.resume} options={choices(words.choices.resume)} />
          <SelectField {...common} name="slowClient" label={words.form.slowClient} options={choices(words.choices.slowClient)} />
          <SelectField {...common} name="onGap" label={words.form.onGap} hint={words.choices.onGapHint} options={choices(words.choices.onGap)} />
          <SelectField {...common} name="controlEvents" label={words.form.controlEvents} options={choices(words.choices.controlEvents)} />
          <SelectField {...common} name="heartbeat" label={words.form.heartbeat} options={choices(words.choices.heartbeat)} />
        </FormSection>
        <TextField {...common} name="payloadSchema" label={words.form.payloadSchema} hint={words.form.payloadSchemaHint} multiline />
        <ActionGroup>
          {mayEdit && (
            <Button type="submit" isLoading={update.isPending} isDisabled={update.isPending}>
              {before === null ? words.form.saveNew : texts.common.save}
            </Button>
          )}
          <Button variant="link" onClick={() => void navigate({ to: '/publisher/apis/$apiId/topics', params: { apiId: api.id } })}>
            {texts.common.cancel}
          </Button>
        </ActionGroup>
      </Form>
    </ApiPage>
  );
}

/** The scopes that a topic may ask for: those of its API, and all shared ones. */
function scopeNames(api: Api, shared: readonly SharedScope[]): readonly string[] {
  return [...new Set([...api.scopes.map(({ scope }) => scope.name), ...shared.map(({ name }) => name)])];
}

/** Returns the scopes of the API, with the shared ones that a topic asks for. */
function withShared(api: Api, asked: readonly string[], shared: readonly SharedScope[]): Api['scopes'] {
  const isMissing = ({ name }: SharedScope) => asked.includes(name) && !api.scopes.some(({ scope }) => scope.name === name);
  return [...api.scopes, ...shared.filter(isMissing).map(({ name }) => ({ scope: { name }, shared: true }))];
}

function TopicScopes({ names, control, disabled }: { readonly names: readonly string[]; readonly control: Control<TopicValues>; readonly disabled: boolean }) {
  const words = texts.topics.form;
  return (
    <div>
      {names.length > 0 && <ChoicesField control={control} disabled={disabled} name="scopes" label={words.scopes} options={names} />}
      <p className="sluice-subtle">{names.length > 0 ? words.scopesHint : words.scopesNone}</p>
    </div>
  );
}

/** WSO2's other kinds mean the same here, and stay if they are there. */
function accessOptions(before: Operation | null) {
  const words = texts.topics.choices.access;
  const own = before?.authType;
  return [
    { value: 'Any', label: words.any },
    { value: 'None', label: words.none },
    ...(own !== undefined && own !== 'Any' && own !== 'None' ? [{ value: own, label: `${words.any} (${own})` }] : []),
  ];
}

function operationName(field: string, operations: readonly Operation[]): string {
  const index = /^operations\[(\d+)\]/.exec(field)?.[1];
  return index === undefined ? field : (operations[Number(index)]?.target ?? field);
}
