import { queryOptions } from '@tanstack/react-query';
import { fetchJson, fetchVersioned, send, withQuery } from '../../api/client';
import { ProblemError } from '../../api/problem';
import { texts } from '../../texts';
import { bodyOf, webhookDeliveryListShape, webhookDeliveryShape, webhookListShape, webhookShape, type Webhook, type WebhookDelivery, type WebhookValues } from './shapes';

/** Of all APIs. */
export const ALL_WEBHOOKS = '/api/am/admin/v4/webhooks';

/** Of one API. */
export function apiWebhooks(apiId: string): string {
  return `/api/am/publisher/v4/apis/${encodeURIComponent(apiId)}/webhooks`;
}

const ALL = 1_000;
const LATEST = 50;
const EVERY_MS = 5_000;
const CHANGED = 412;

function webhookPath(place: string, webhookId: string): string {
  return `${place}/${encodeURIComponent(webhookId)}`;
}

/** The webhooks of all APIs, or of one: `place` is the path of their list, here and below. */
export const webhooksQuery = (place: string) =>
  queryOptions({
    queryKey: ['webhooks', place],
    queryFn: ({ signal }) => fetchJson(withQuery(place, { limit: ALL }), webhookListShape, { signal }),
  });

/** The latest messages to a webhook, asked again every 5 s while the page is looked at. */
export const webhookDeliveriesQuery = (place: string, webhookId: string) =>
  queryOptions({
    queryKey: ['webhook-deliveries', place, webhookId],
    queryFn: ({ signal }) =>
      fetchJson(withQuery(`${webhookPath(place, webhookId)}/deliveries`, { limit: LATEST }), webhookDeliveryListShape, { signal, background: true }),
    refetchInterval: EVERY_MS,
  });

/** Makes a webhook, or changes the present one, if it is still as it was listed. */
export async function saveWebhook(place: string, present: Webhook | null, values: WebhookValues): Promise<Webhook> {
  const json = bodyOf(values);
  if (present === null) {
    return fetchJson(place, webhookShape, { method: 'POST', json });
  }
  const now = await fetchVersioned(webhookPath(place, present.id), webhookShape);
  if (JSON.stringify(now.value) !== JSON.stringify({ ...present, secret: undefined })) {
    throw new ProblemError({ status: CHANGED, title: texts.common.problem.changed, description: '', fields: [], requestId: null });
  }
  return fetchJson(webhookPath(place, present.id), webhookShape, { method: 'PUT', json, ifMatch: now.etag });
}

export async function deleteWebhook(place: string, webhookId: string): Promise<void> {
  await send(webhookPath(place, webhookId), { method: 'DELETE' });
}

export function testWebhook(place: string, webhookId: string): Promise<WebhookDelivery> {
  return fetchJson(`${webhookPath(place, webhookId)}/test`, webhookDeliveryShape, { method: 'POST' });
}
