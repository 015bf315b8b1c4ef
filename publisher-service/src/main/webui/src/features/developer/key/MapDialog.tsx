import { Button, Form, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useForm, useWatch } from 'react-hook-form';
import { SelectField, TextField } from '../../../ui/fields';
import { markFields } from '../../../ui/form';
import { ProblemView } from '../../../ui/ProblemView';
import { texts } from '../../../texts';
import { mapKeys } from './queries';
import { KEY_TYPES, mappingFieldOf, mappingShape, type KeyManagerInfo, type MappingValues } from './shapes';

const words = texts.mappedKeys;
const FORM = 'mapping-form';

interface Props {
  readonly applicationId: string;
  /** Those of which clients can be mapped; at least one. */
  readonly managers: readonly KeyManagerInfo[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Which client of which issuer, and a token that proves it. */
export function MapDialog({ applicationId, managers, onClose, onDone }: Props) {
  const form = useForm<MappingValues>({
    resolver: zodResolver(mappingShape),
    mode: 'onTouched',
    defaultValues: { keyManager: managers[0]?.name ?? '', keyType: 'PRODUCTION', consumerKey: '', accessToken: '' },
  });
  const { control } = form;
  const name = useWatch({ control, name: 'keyManager' });
  const map = useMutation({
    mutationFn: (values: MappingValues) => mapKeys(applicationId, values),
    onSuccess: onDone,
    onError: (error) => markFields(form, error, mappingFieldOf),
  });
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="mapping-title" elementToFocus={`#${FORM} select`}>
      <ModalHeader title={words.map} labelId="mapping-title" />
      <ModalBody>
        <Form id={FORM} noValidate onSubmit={(event) => void form.handleSubmit((values) => map.mutate(values))(event)}>
          {map.isError && <ProblemView error={map.error} />}
          <SelectField
            control={control}
            name="keyManager"
            label={words.keyManager}
            hint={aboutOf(managers.find((manager) => manager.name === name))}
            options={managers.map((manager) => ({ value: manager.name, label: manager.displayName ?? manager.name }))}
          />
          <TextField control={control} name="consumerKey" label={words.consumerKey} hint={words.consumerKeyHint} required />
          <SelectField
            control={control}
            name="keyType"
            label={words.keyType}
            hint={texts.developer.subscribe.keysHint}
            options={KEY_TYPES.map((keyType) => ({ value: keyType, label: texts.developer.keys.types[keyType] }))}
          />
          <TextField control={control} name="accessToken" label={words.accessToken} hint={words.accessTokenHint} type="password" />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form={FORM} isLoading={map.isPending} isDisabled={map.isPending}>
          {words.map}
        </Button>
        <Button variant="link" onClick={onClose}>
          {texts.common.cancel}
        </Button>
      </ModalFooter>
    </Modal>
  );
}

/** Where tokens of an issuer are to be had, and for whom. */
function aboutOf(manager: KeyManagerInfo | undefined): string {
  if (manager === undefined) {
    return '';
  }
  return [words.tokensFrom(manager.tokenEndpoint ?? manager.issuer), ...(manager.audiences.length === 0 ? [] : [words.audiences(manager.audiences)])].join(' ');
}
