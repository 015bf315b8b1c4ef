import { ActionGroup, Alert, Button, Form, FormSection, PageSection } from '@patternfly/react-core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useWatch } from 'react-hook-form';
import type { Versioned } from '../../api/client';
import { CheckField, SelectField, TextField } from '../../ui/fields';
import { markFields } from '../../ui/form';
import { PageHeader } from '../../ui/PageHeader';
import { ProblemView } from '../../ui/ProblemView';
import { QueryView } from '../../ui/QueryView';
import { UnsavedDialog } from '../../ui/UnsavedDialog';
import { useStoredForm } from '../../ui/useStoredForm';
import { texts } from '../../texts';
import { discover, keyManagerQuery, keyManagersQuery, saveKeyManager } from './queries';
import { keyManagerFieldOf, keyManagerFormShape, NEW_KEY_MANAGER, valuesOf, type KeyManager, type KeyManagerValues } from './shapes';

const words = texts.keyManagers;

/** An issuer that is not there yet. */
export function NewKeyManagerPage() {
  return (
    <>
      <PageHeader title={words.create} intro={words.intro} />
      <PageSection>
        <ManagerForm loaded={null} />
      </PageSection>
    </>
  );
}

/** An issuer, and whether its keys can be had. */
export function KeyManagerPage() {
  const { managerId } = useParams({ from: '/admin/key-managers/$managerId' });
  const manager = useQuery(keyManagerQuery(managerId));
  return (
    <QueryView query={manager}>
      {(loaded) => (
        <>
          <PageHeader title={words.editTitle(loaded.value.name)} intro={words.keysKnown(loaded.value.keySet.keyIds.length)} />
          <PageSection>
            <div className="sluice-stack">
              {loaded.value.keySet.failure !== undefined && <Alert isInline variant="danger" component="h2" title={words.keysFailed(loaded.value.keySet.failure)} />}
              <ManagerForm key={loaded.value.id} loaded={loaded} />
            </div>
          </PageSection>
        </>
      )}
    </QueryView>
  );
}

function ManagerForm({ loaded }: { readonly loaded: Versioned<KeyManager> | null }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { form, edition, isDirty } = useStoredForm<Versioned<KeyManager> | null, KeyManagerValues>({
    latest: loaded,
    valuesOf: (stored) => (stored === null ? NEW_KEY_MANAGER : valuesOf(stored.value)),
    resolver: zodResolver(keyManagerFormShape),
    mode: 'onTouched',
  });
  const [keySource, wellKnown] = useWatch({ control: form.control, name: ['keySource', 'wellKnown'] });
  const onError = (error: Error) => markFields(form, error, keyManagerFieldOf);
  const save = useMutation({
    mutationFn: (values: KeyManagerValues) => saveKeyManager(values, edition),
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: keyManagersQuery().queryKey });
      void client.invalidateQueries({ queryKey: ['key-manager', saved.id] });
      void navigate({ to: '/admin/key-managers', ignoreBlocker: true });
    },
    onError,
  });
  const find = useMutation({
    mutationFn: () => discover(wellKnown.trim()),
    onSuccess: (found) => {
      const set = (name: keyof KeyManagerValues, value: string) => form.setValue(name, value, { shouldDirty: true, shouldValidate: true });
      set('issuer', found.issuer ?? '');
      set('keySource', found.certificates.type);
      set('keys', found.certificates.value);
      set('consumerKeyClaim', found.consumerKeyClaim);
      set('scopesClaim', found.scopesClaim);
    },
    onError,
  });
  const { control } = form;
  return (
    <Form className="sluice-form" noValidate onSubmit={(event) => void form.handleSubmit((values) => save.mutate(values))(event)}>
      <UnsavedDialog isDirty={isDirty && !save.isPending && !save.isSuccess} />
      {save.isError && <ProblemView error={save.error} />}
      {find.isError && <ProblemView error={find.error} />}
      {loaded === null && <TextField control={control} name="name" label={words.name} hint={words.nameHint} required />}
      <TextField control={control} name="type" label={words.type} hint={words.typeHint} required />
      <TextField control={control} name="description" label={words.description} />
      <div className="sluice-beside">
        <TextField control={control} name="wellKnown" type="url" label={words.wellKnown} hint={words.wellKnownHint} />
        <Button variant="secondary" isLoading={find.isPending} isDisabled={find.isPending || wellKnown.trim() === ''} onClick={() => find.mutate()}>
          {words.discover}
        </Button>
      </div>
      <TextField control={control} name="issuer" label={words.issuer} hint={words.issuerHint} required />
      <FormSection title={words.keys} titleElement="h2">
        <SelectField control={control} name="keySource" label={words.keys} options={Object.entries(words.keyTypes).map(([value, label]) => ({ value, label }))} />
        {keySource === 'JWKS' ? (
          <TextField control={control} name="keys" type="url" label={words.jwks} required />
        ) : (
          <TextField control={control} name="keys" label={words.pem} multiline required />
        )}
      </FormSection>
      <TextField control={control} name="audiences" label={words.audiences} hint={words.audiencesHint} multiline />
      <div className="sluice-pair">
        <TextField control={control} name="consumerKeyClaim" label={words.consumerKeyClaim} required />
        <TextField control={control} name="scopesClaim" label={words.scopesClaim} required />
      </div>
      <CheckField control={control} name="isEnabled" label={words.enabled} hint={words.enabledHint} />
      <CheckField control={control} name="isMappingOn" label={words.mapping} />
      <ActionGroup>
        <Button type="submit" isLoading={save.isPending} isDisabled={save.isPending || (loaded !== null && !isDirty)}>
          {loaded === null ? words.create : texts.common.save}
        </Button>
        <Button variant="link" onClick={() => void navigate({ to: '/admin/key-managers' })}>
          {texts.common.cancel}
        </Button>
      </ActionGroup>
    </Form>
  );
}
