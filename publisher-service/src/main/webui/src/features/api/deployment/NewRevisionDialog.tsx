import { Alert, Button, Checkbox, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemView } from '../../../ui/ProblemView';
import { texts } from '../../../texts';
import { isGood } from './deployResult';
import { environmentsQuery, MAX_REVISIONS, useDeployNow } from './queries';

interface Props {
  readonly apiId: string;
  /** Whether there are as many revisions as there may be. */
  readonly isFull: boolean;
  readonly onDone: (said: string, isGood?: boolean) => void;
  readonly onClose: () => void;
}

const MAX_DESCRIPTION = 255;

/** Makes a revision of the API as it is now, and puts it on gateways. */
export function NewRevisionDialog({ apiId, isFull, onDone, onClose }: Props) {
  const words = texts.deployments;
  const environments = useQuery(environmentsQuery());
  const known = environments.data?.list ?? [];
  const [left, setLeft] = useState<readonly string[]>([]);
  const [description, setDescription] = useState('');
  const deployment = useDeployNow(apiId);
  const chosen = known.map((environment) => environment.name).filter((name) => !left.includes(name));
  const submit = () =>
    deployment.mutate(
      { description, environments: chosen },
      { onSuccess: (result) => onDone(words.deployed[result], isGood(result)) },
    );
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="new-revision">
      <ModalHeader title={words.create} labelId="new-revision" description={words.createBody} />
      <ModalBody>
        {isFull && <Alert isInline variant="warning" title={words.full(MAX_REVISIONS)} />}
        {(deployment.error ?? environments.error) !== null && <ProblemView error={deployment.error ?? environments.error} />}
        <Form
          id="new-revision-form"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <FormGroup label={`${words.description} (${texts.common.optional})`} fieldId="revision-description">
            <TextInput
              id="revision-description"
              value={description}
              maxLength={MAX_DESCRIPTION}
              autoFocus
              onChange={(_, text) => setDescription(text)}
            />
          </FormGroup>
          {known.length > 1 && (
            <FormGroup role="group" label={words.environments} fieldId="environments">
              {known.map(({ name, displayName }) => (
                <Checkbox
                  key={name}
                  id={`environment-${name}`}
                  label={displayName}
                  isChecked={!left.includes(name)}
                  onChange={(_, checked) => setLeft(checked ? left.filter((each) => each !== name) : [...left, name])}
                />
              ))}
            </FormGroup>
          )}
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          type="submit"
          form="new-revision-form"
          isLoading={deployment.isPending}
          isDisabled={deployment.isPending || chosen.length === 0 || isFull}
        >
          {words.deploy}
        </Button>
        <Button variant="link" onClick={onClose}>
          {texts.common.cancel}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
