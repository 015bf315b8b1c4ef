import { ActionGroup, Alert, Button, Form } from '@patternfly/react-core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { TextField } from '../../../ui/fields';
import { ProblemView } from '../../../ui/ProblemView';
import { texts } from '../../../texts';
import { changeTokenLifetime } from './queries';
import type { ApplicationKey } from './shapes';

const words = texts.developer.keys;
const MIN_SECONDS = 60;
const MAX_SECONDS = 86_400;

const shape = z.object({
  seconds: z
    .string()
    .trim()
    .refine((text) => text === '' || (/^\d+$/.test(text) && Number(text) >= MIN_SECONDS && Number(text) <= MAX_SECONDS), words.lifetimeWrong),
});

interface Props {
  readonly applicationId: string;
  readonly present: ApplicationKey;
  readonly onChange: () => Promise<void>;
}

/** How long tokens of these keys are good that are made from now on. */
export function TokenLifetimeForm({ applicationId, present, onChange }: Props) {
  const form = useForm<z.infer<typeof shape>>({
    resolver: zodResolver(shape),
    mode: 'onTouched',
    defaultValues: { seconds: String(present.additionalProperties.application_access_token_expiry_time ?? '') },
  });
  const save = useMutation({
    mutationFn: ({ seconds }: z.infer<typeof shape>) => changeTokenLifetime(applicationId, present.keyMappingId, seconds.trim() === '' ? null : Number(seconds)),
    onSuccess: onChange,
  });
  return (
    <Form onSubmit={(event) => void form.handleSubmit((values) => save.mutate(values))(event)} noValidate>
      {save.isError && <ProblemView error={save.error} />}
      {save.isSuccess && <Alert isInline isPlain isLiveRegion variant="success" title={words.lifetimeSaved} />}
      <TextField control={form.control} name="seconds" label={words.lifetime} hint={words.lifetimeHint} />
      <ActionGroup>
        <Button variant="secondary" type="submit" isLoading={save.isPending} isDisabled={save.isPending}>
          {words.lifetimeSave}
        </Button>
      </ActionGroup>
    </Form>
  );
}
