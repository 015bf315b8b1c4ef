import { Button, Form, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useForm, useWatch, type Control } from 'react-hook-form';
import { CheckField, SelectField, TextField } from '../../ui/fields';
import { markFields } from '../../ui/form';
import { ProblemView } from '../../ui/ProblemView';
import { texts } from '../../texts';
import { createRule, DENY_RULES } from './queries';
import { denyRuleFieldOf, denyRuleFormShape, type DenyKind, type DenyRuleValues } from './shapes';

const words = texts.denyRules;
const FORM = 'deny-rule-form';

/** A new rule: its kind decides what is asked for. */
export function NewRuleDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient();
  const form = useForm<DenyRuleValues>({
    resolver: zodResolver(denyRuleFormShape),
    mode: 'onTouched',
    defaultValues: { kind: 'API', value: '', last: '', inverted: false, isOn: true },
  });
  const kind = useWatch({ control: form.control, name: 'kind' });
  const create = useMutation({
    mutationFn: createRule,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: DENY_RULES });
      onClose();
    },
    onError: (error) => markFields(form, error, denyRuleFieldOf),
  });
  const { control } = form;
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="deny-rule-title" elementToFocus={`#${FORM} select`}>
      <ModalHeader title={words.create} labelId="deny-rule-title" />
      <ModalBody>
        <Form id={FORM} noValidate onSubmit={(event) => void form.handleSubmit((values) => create.mutate(values))(event)}>
          {create.isError && <ProblemView error={create.error} />}
          <SelectField control={control} name="kind" label={words.kind} options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))} />
          <ValueFields control={control} kind={kind} />
          <CheckField control={control} name="isOn" label={words.isOn} hint={words.isOnHint} />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form={FORM} isLoading={create.isPending} isDisabled={create.isPending}>
          {words.create}
        </Button>
        <Button variant="link" onClick={onClose}>
          {texts.common.cancel}
        </Button>
      </ModalFooter>
    </Modal>
  );
}

function ValueFields({ control, kind }: { readonly control: Control<DenyRuleValues>; readonly kind: DenyKind }) {
  const inverted = <CheckField control={control} name="inverted" label={words.inverted} hint={words.invertedHint} />;
  switch (kind) {
    case 'API':
      return <TextField control={control} name="value" label={words.apiValue} hint={words.apiHint} required />;
    case 'APPLICATION':
      return <TextField control={control} name="value" label={words.applicationValue} hint={words.applicationHint} required />;
    case 'USER':
      return <TextField control={control} name="value" label={words.userValue} hint={words.userHint} required />;
    case 'IP':
      return (
        <>
          <TextField control={control} name="value" label={words.addressValue} hint={words.addressHint} required />
          {inverted}
        </>
      );
    case 'IPRANGE':
      return (
        <>
          <TextField control={control} name="value" label={words.first} required />
          <TextField control={control} name="last" label={words.last} required />
          {inverted}
        </>
      );
  }
}
