import { Button, Form, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { AmountField } from '../../../ui/AmountField';
import { DURATIONS } from '../../../ui/amount';
import { SelectField, TextField } from '../../../ui/fields';
import { markFields } from '../../../ui/form';
import { ProblemView } from '../../../ui/ProblemView';
import { texts } from '../../../texts';
import { KEY_TYPES } from '../key/shapes';
import type { Subscription } from '../subscription/shapes';
import { generateApiKey } from './queries';
import { apiKeyFieldOf, apiKeyFormShape, type ApiKey, type ApiKeyValues } from './shapes';

const words = texts.apiKeys;
const FORM = 'api-key-form';
/** Long enough to be of use, short enough to be noticed. */
const FIRST_VALIDITY = '90 d';

interface Props {
  readonly applicationId: string;
  readonly subscriptions: readonly Subscription[];
  readonly onClose: () => void;
  readonly onDone: (made: ApiKey) => void;
}

/** What a new API key opens, for how long, and from where. */
export function ApiKeyDialog({ applicationId, subscriptions, onClose, onDone }: Props) {
  const form = useForm<ApiKeyValues>({
    resolver: zodResolver(apiKeyFormShape),
    mode: 'onTouched',
    defaultValues: { apiId: subscriptions[0]?.apiId ?? '', keyType: 'PRODUCTION', name: '', validity: FIRST_VALIDITY, ips: '', referers: '' },
  });
  const generate = useMutation({
    mutationFn: (values: ApiKeyValues) => generateApiKey(applicationId, values),
    onSuccess: onDone,
    onError: (error) => markFields(form, error, apiKeyFieldOf),
  });
  const { control } = form;
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="api-key-title" elementToFocus={`#${FORM} input`}>
      <ModalHeader title={words.generate} labelId="api-key-title" />
      <ModalBody>
        <Form id={FORM} noValidate onSubmit={(event) => void form.handleSubmit((values) => generate.mutate(values))(event)}>
          {generate.isError && <ProblemView error={generate.error} />}
          <TextField control={control} name="name" label={words.name} hint={words.nameHint} />
          <SelectField
            control={control}
            name="apiId"
            label={words.api}
            options={subscriptions.map(({ apiId, apiInfo }) => ({ value: apiId, label: `${apiInfo.name} ${apiInfo.version}` }))}
          />
          <SelectField
            control={control}
            name="keyType"
            label={words.keyType}
            hint={texts.developer.subscribe.keysHint}
            options={KEY_TYPES.map((keyType) => ({ value: keyType, label: texts.developer.keys.types[keyType] }))}
          />
          <AmountField control={control} name="validity" label={words.validity} hint={words.validityHint} units={DURATIONS} />
          <TextField control={control} name="ips" label={words.ips} hint={words.ipsHint} multiline />
          <TextField control={control} name="referers" label={words.referers} hint={words.referersHint} multiline />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form={FORM} isLoading={generate.isPending} isDisabled={generate.isPending}>
          {words.generate}
        </Button>
        <Button variant="link" onClick={onClose}>
          {texts.common.cancel}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
