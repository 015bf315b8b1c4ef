import { Button, Form, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { problemOf } from '../../../api/problem';
import { TextField } from '../../../ui/fields';
import { markFields } from '../../../ui/form';
import { ProblemView } from '../../../ui/ProblemView';
import { texts } from '../../../texts';
import { apiKeysQuery, CHANGED, changeApiKey } from './queries';
import { changeFieldOf, changeFormShape, changeValuesOf, type ApiKey, type ChangeValues } from './shapes';

const words = texts.apiKeys;
const FORM = 'change-key-form';

interface Props {
  readonly applicationId: string;
  readonly present: ApiKey;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Another name and other rules of a key, which stays the same. */
export function ChangeDialog({ applicationId, present, onClose, onDone }: Props) {
  const client = useQueryClient();
  const form = useForm<ChangeValues>({ resolver: zodResolver(changeFormShape), mode: 'onTouched', defaultValues: changeValuesOf(present) });
  const change = useMutation({
    mutationFn: (values: ChangeValues) => changeApiKey(applicationId, present, values),
    onSuccess: onDone,
    onError: (error) => {
      if (problemOf(error).status === CHANGED) {
        void client.invalidateQueries({ queryKey: apiKeysQuery(applicationId).queryKey });
      }
      markFields(form, error, changeFieldOf);
    },
  });
  const { control } = form;
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="change-key-title" elementToFocus={`#${FORM} input`}>
      <ModalHeader title={words.changeTitle(present.keyName)} labelId="change-key-title" />
      <ModalBody>
        <Form id={FORM} noValidate onSubmit={(event) => void form.handleSubmit((values) => change.mutate(values))(event)}>
          {change.isError && <ProblemView error={change.error} />}
          <p>{words.changeBody}</p>
          <TextField control={control} name="name" label={words.name} hint={words.nameHint} required />
          <TextField control={control} name="ips" label={words.ips} hint={words.ipsHint} multiline />
          <TextField control={control} name="referers" label={words.referers} hint={words.referersHint} multiline />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form={FORM} isLoading={change.isPending} isDisabled={change.isPending}>
          {texts.common.save}
        </Button>
        <Button variant="link" onClick={onClose}>
          {texts.common.cancel}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
