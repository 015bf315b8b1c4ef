import { platform } from './support/platform';
import { freshName } from './support/rest';
import { expect, test } from './support/test';

/** Returns what a gateway sends to a client with this token until it ends the stream. */
async function consume(path: string, token: string): Promise<{ readonly status: number; readonly text: string }> {
  const headers = { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' };
  const answer = await fetch(platform.gateway + path, { headers, signal: AbortSignal.timeout(20_000) });
  return { status: answer.status, text: await answer.text() };
}

test('a plan bites: made by an admin, offered, subscribed to, used up, and its subscriber blocked', async ({ page, context, rest, signIn }) => {
  const api = await rest.publishedApi('Limited');
  const plan = freshName('Two-');

  await signIn('admin');
  await page.goto('/admin/business-plans');
  await page.getByRole('link', { name: 'Create business plan' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(plan);
  await page.getByRole('textbox', { name: 'Most events', exact: true }).fill('2');
  await page.getByRole('combobox', { name: 'Unit of Events are counted over' }).selectOption('hours');
  await page.getByRole('button', { name: 'Create business plan' }).click();
  await expect(page.getByRole('row', { name: plan }).getByText('2 events an hour')).toBeVisible();

  await context.clearCookies();
  await signIn('creator', 'publisher');
  await page.goto(`/publisher/apis/${api.id}/subscriptions`);
  await page.getByRole('checkbox', { name: plan }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();

  await context.clearCookies();
  await signIn('subscriber');
  await page.goto(`/devportal/apis/${api.id}/subscribe`);
  await page.getByRole('combobox', { name: 'Business plan' }).selectOption({ label: `${plan}: 2 events an hour` });
  await page.getByRole('button', { name: 'Subscribe and get keys' }).click();
  await page.getByRole('button', { name: 'Show Access token' }).click();
  const token = await page.getByRole('definition').filter({ hasText: 'Hide' }).locator('code').innerText();

  const stream = await consume(`${api.basePath}/memory`, token);
  expect(stream.status).toBe(200);
  expect(stream.text.match(/"heap":/g)).toHaveLength(2);
  expect(stream.text).toContain('sluice.quota');

  await page.getByRole('link', { name: 'Keys and subscriptions of the application' }).click();
  await expect(page.getByText('2 of 2 events an hour')).toBeVisible();

  await context.clearCookies();
  await signIn('creator', 'publisher');
  await page.goto(`/publisher/apis/${api.id}/subscribers`);
  await page.getByRole('checkbox', { name: 'Choose all of this page' }).check();
  await page.getByRole('button', { name: 'Block', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Block', exact: true }).click();
  await expect(page.getByText('Blocked', { exact: true })).toBeVisible();
  await expect.poll(async () => (await consume(`${api.basePath}/memory`, token)).status).toBe(401);
});
