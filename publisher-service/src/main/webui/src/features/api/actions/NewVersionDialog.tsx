import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Form, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { CheckField, TextField } from '../../../ui/fields';
import { markFields } from '../../../ui/form';
import { ProblemView } from '../../../ui/ProblemView';
import { texts } from '../../../texts';
import { useApi } from '../api/context';
import { versionRule } from '../create/rules';
import { ruled } from '../create/shapes';
import { useNewVersion } from './queries';

const shape = z.object({ version: ruled(versionRule), isDefault: z.boolean() });

const FORM = 'new-version';

/** Makes the API in another version, and shows that one. */
export function NewVersionDialog({ onClose }: { readonly onClose: () => void }) {
  const words = texts.actions;
  const { value: api } = useApi();
  const navigate = useNavigate();
  const copy = useNewVersion();
  const form = useForm<z.infer<typeof shape>>({ resolver: zodResolver(shape), mode: 'onChange', defaultValues: { version: '', isDefault: false } });
  const submit = ({ version, isDefault }: z.infer<typeof shape>) =>
    copy.mutate(
      { apiId: api.id, version, isDefault },
      {
        onSuccess: ({ value }) => {
          onClose();
          void navigate({ to: '/publisher/apis/$apiId/overview', params: { apiId: value.id } });
        },
        onError: (error) => markFields(form, error, (path) => (path === 'newVersion' || path === 'version' ? 'version' : null)),
      },
    );
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="new-version-title">
      <ModalHeader title={words.newVersion} labelId="new-version-title" description={words.newVersionBody(api.version)} />
      <ModalBody>
        {copy.isError && <ProblemView error={copy.error} />}
        <Form id={FORM} noValidate onSubmit={(event) => void form.handleSubmit(submit)(event)}>
          <TextField control={form.control} name="version" label={texts.create.version} hint={texts.create.versionHint} required autoFocus />
          <CheckField control={form.control} name="isDefault" label={texts.basicInfo.defaultVersion} hint={texts.basicInfo.defaultVersionHint} />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form={FORM} isLoading={copy.isPending} isDisabled={copy.isPending}>
          {words.make}
        </Button>
        <Button variant="link" onClick={onClose}>
          {texts.common.cancel}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
