import { queryOptions } from '@tanstack/react-query';
import { fetchJson, fetchVersioned, send, withQuery } from '../../api/client';
import { ProblemError } from '../../api/problem';
import { texts } from '../../texts';
import { webhookDeliveryListShape, webhookDeliveryShape, webhookListShape, webhookShape, type Webhook, type WebhookDelivery, type WebhookValues } from './shapes';

const WEBHOOKS = '/api/am/admin/v4/webhooks';
const ALL = 1_000;
const LATEST = 50;
const EVERY_MS = 5_000;
const CHANGED = 412;

function webhookPath(webhookId: string): string {
  return `${WEBHOOKS}/${encodeURIComponent(webhookId)}`;
}

export const webhooksQuery = () =>
  queryOptions({
    queryKey: ['webhooks'],
    queryFn: ({ signal }) => fetchJson(withQuery(WEBHOOKS, { limit: ALL }), webhookListShape, { signal }),
  });

/** The latest messages to a webhook, asked again every 5 s while the page is looked at. */
export const webhookDeliveriesQuery = (webhookId: string) =>
  queryOptions({
    queryKey: ['webhook-deliveries', webhookId],
    queryFn: ({ signal }) =>
      fetchJson(withQuery(`${webhookPath(webhookId)}/deliveries`, { limit: LATEST }), webhookDeliveryListShape, { signal, background: true }),
    refetchInterval: EVERY_MS,
  });

/** Makes a webhook, or changes the present one, if it is still as it was listed. */
export async function saveWebhook(present: Webhook | null, values: WebhookValues): Promise<Webhook> {
  if (present === null) {
    return fetchJson(WEBHOOKS, webhookShape, { method: 'POST', json: values });
  }
  const now = await fetchVersioned(webhookPath(present.id), webhookShape);
  if (JSON.stringify(now.value) !== JSON.stringify({ ...present, secret: undefined })) {
    throw new ProblemError({ status: CHANGED, title: texts.common.problem.changed, description: '', fields: [], requestId: null });
  }
  return fetchJson(webhookPath(present.id), webhookShape, { method: 'PUT', json: values, ifMatch: now.etag });
}

export async function deleteWebhook(webhookId: string): Promise<void> {
  await send(webhookPath(webhookId), { method: 'DELETE' });
}

export function testWebhook(webhookId: string): Promise<WebhookDelivery> {
  return fetchJson(`${webhookPath(webhookId)}/test`, webhookDeliveryShape, { method: 'POST' });
}
