import { zodResolver } from '@hookform/resolvers/zod';
import { ActionGroup, Alert, Button, Form, FormSection } from '@patternfly/react-core';
import { useMay } from '../../../session/session';
import { ChoicesField } from '../../../ui/ChoicesField';
import { CheckField, SelectField, TextField } from '../../../ui/fields';
import { ProblemView } from '../../../ui/ProblemView';
import { UnsavedDialog } from '../../../ui/UnsavedDialog';
import { texts } from '../../../texts';
import { ApiPage } from '../api/ApiPage';
import { useApiForm } from '../api/useApiForm';
import { basicInfoShape, fieldOf, ROLES, valuesOf, withValues, type BasicInfoValues } from './shapes';

/** How an API presents itself, and who sees it. */
export function BasicInfoPage() {
  const words = texts.basicInfo;
  const { form, isDirty, update, submit, discard } = useApiForm<BasicInfoValues>({ resolver: zodResolver(basicInfoShape), valuesOf, withValues, fieldOf });
  const readOnly = !useMay('apim:api_create', 'apim:api_manage');
  const { control } = form;
  const [visibility, accessControl] = form.watch(['visibility', 'accessControl']);
  return (
    <ApiPage title={words.title} intro={words.intro}>
      <Form className="sluice-form" noValidate onSubmit={(event) => void submit(event)}>
        {update.isError && <ProblemView error={update.error} />}
        {update.isSuccess && !isDirty && <Alert isInline isLiveRegion variant="success" title={words.saved} />}
        {readOnly && <Alert isInline variant="info" title={words.readOnly} />}
        <TextField control={control} name="displayName" label={words.displayName} hint={words.displayNameHint} disabled={readOnly} />
        <TextField control={control} name="description" label={words.description} multiline disabled={readOnly} />
        <TextField control={control} name="tags" label={words.tags} hint={words.tagsHint} disabled={readOnly} />
        <CheckField control={control} name="isDefaultVersion" label={words.defaultVersion} hint={words.defaultVersionHint} disabled={readOnly} />
        <FormSection title={words.audience} titleElement="h3">
          <SelectField control={control} name="visibility" label={words.visibility} options={words.visibilities} disabled={readOnly} />
          {visibility === 'RESTRICTED' && <ChoicesField control={control} name="visibleRoles" label={words.visibleRoles} options={ROLES} disabled={readOnly} />}
          <SelectField control={control} name="accessControl" label={words.accessControl} options={words.accessControls} disabled={readOnly} />
          {accessControl === 'RESTRICTED' && (
            <ChoicesField control={control} name="accessControlRoles" label={words.accessControlRoles} options={ROLES} disabled={readOnly} />
          )}
        </FormSection>
        <FormSection title={words.owners} titleElement="h3">
          <TextField control={control} name="businessOwner" label={words.businessOwner} disabled={readOnly} />
          <TextField control={control} name="businessOwnerEmail" type="email" label={words.businessOwnerEmail} disabled={readOnly} />
          <TextField control={control} name="technicalOwner" label={words.technicalOwner} disabled={readOnly} />
          <TextField control={control} name="technicalOwnerEmail" type="email" label={words.technicalOwnerEmail} disabled={readOnly} />
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
