import { Button, Checkbox, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useController, useForm, type Control } from 'react-hook-form';
import { CheckField, TextField } from '../../ui/fields';
import { markFields } from '../../ui/form';
import { ProblemView } from '../../ui/ProblemView';
import { texts } from '../../texts';
import { saveWebhook } from './queries';
import { webhookFieldOf, webhookFormShape, type Webhook, type WebhookValues } from './shapes';

const words = texts.webhooks;
const FORM = 'webhook-form';

interface Props {
  /** The path of its list. */
  readonly place: string;
  /** Null: a new one is made. */
  readonly present: Webhook | null;
  readonly onClose: () => void;
  readonly onDone: (saved: Webhook) => void;
}

/** Where a webhook leads, and what it is told of. */
export function WebhookDialog({ place, present, onClose, onDone }: Props) {
  const form = useForm<WebhookValues>({
    resolver: zodResolver(webhookFormShape),
    mode: 'onTouched',
    defaultValues: { url: present?.url ?? 'https://', events: present?.events ?? [], description: present?.description ?? '', active: present?.active ?? true, secret: '' },
  });
  const save = useMutation({
    mutationFn: (values: WebhookValues) => saveWebhook(place, present, values),
    onSuccess: onDone,
    onError: (error) => markFields(form, error, webhookFieldOf),
  });
  const { control } = form;
  const title = present === null ? words.create : words.editTitle;
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="webhook-title" elementToFocus={`#${FORM} input`}>
      <ModalHeader title={title} labelId="webhook-title" />
      <ModalBody>
        <Form id={FORM} noValidate onSubmit={(event) => void form.handleSubmit((values) => save.mutate(values))(event)}>
          {save.isError && <ProblemView error={save.error} />}
          <TextField control={control} name="url" type="url" label={words.url} hint={words.urlHint} required />
          <EventChoices control={control} />
          <TextField control={control} name="description" label={words.description} />
          <TextField control={control} name="secret" label={words.ownSecret} hint={present === null ? words.ownSecretHint : words.otherSecretHint} />
          <CheckField control={control} name="active" label={words.active} hint={words.activeHint} />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form={FORM} isLoading={save.isPending} isDisabled={save.isPending}>
          {present === null ? words.create : texts.common.save}
        </Button>
        <Button variant="link" onClick={onClose}>
          {texts.common.cancel}
        </Button>
      </ModalFooter>
    </Modal>
  );
}

function EventChoices({ control }: { readonly control: Control<WebhookValues> }) {
  const { field, fieldState } = useController({ control, name: 'events' });
  const choose = (event: string, isChosen: boolean) => field.onChange(Object.keys(words.eventNames).filter((each) => (each === event ? isChosen : field.value.includes(each))));
  return (
    <FormGroup role="group" label={words.events} fieldId="webhook-events">
      {Object.entries(words.eventNames).map(([event, name], index) => (
        <Checkbox
          key={event}
          id={`webhook-${event}`}
          {...(index === 0 && { ref: field.ref })}
          label={name}
          isChecked={field.value.includes(event)}
          onBlur={field.onBlur}
          onChange={(_, isChosen) => choose(event, isChosen)}
        />
      ))}
      {fieldState.error !== undefined && (
        <FormHelperText>
          <HelperText isLiveRegion>
            <HelperTextItem variant="error">{fieldState.error.message}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  );
}
