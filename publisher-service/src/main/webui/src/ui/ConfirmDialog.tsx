import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { texts } from '../texts';
import { ProblemView } from './ProblemView';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  /** The verb of the button that does it. */
  readonly confirm: string;
  readonly cancel?: string;
  readonly danger?: boolean;
  readonly isBusy?: boolean;
  /** Whether something is still missing, such as a typed name. */
  readonly isDisabled?: boolean;
  /** Of the last try. */
  readonly error?: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be taken back, or that others will feel. */
export function ConfirmDialog(props: Props) {
  return (
    <Modal isOpen variant="small" onClose={props.onClose} aria-labelledby="confirm-title" aria-describedby="confirm-body">
      <ModalHeader title={props.title} labelId="confirm-title" />
      <ModalBody id="confirm-body">
        {props.children}
        {props.error !== undefined && props.error !== null && <ProblemView error={props.error} />}
      </ModalBody>
      <ModalFooter>
        <Button
          variant={props.danger === true ? 'danger' : 'primary'}
          isLoading={props.isBusy === true}
          isDisabled={props.isBusy === true || props.isDisabled === true}
          onClick={props.onConfirm}
        >
          {props.confirm}
        </Button>
        <Button variant="link" onClick={props.onClose}>
          {props.cancel ?? texts.common.cancel}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
