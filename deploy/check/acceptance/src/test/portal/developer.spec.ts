import { platform } from './support/platform';
import { freshName } from './support/rest';
import { expect, test } from './support/test';
import { fillSignIn } from './support/users';

test('a developer tries an API with an application of its own', async ({ page, rest, signIn }) => {
  const api = await rest.publishedApi('Tried');
  await signIn('subscriber');
  await page.goto(`/devportal/apis/${api.id}/try`);
  await expect(page.getByText('Subscribe first')).toBeVisible();
  await page.getByRole('link', { name: 'Subscribe', exact: true }).last().click();
  await page.getByRole('button', { name: 'Subscribe and get keys' }).click();
  await expect(page.getByText('The token in the programs below')).toBeVisible();

  await page.getByRole('link', { name: 'Try it', exact: true }).click();
  await page.getByRole('textbox', { name: 'Path', exact: true }).fill('memory');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();

  await expect(page.getByText('"heap":').nth(2)).toBeVisible();
  await expect(page.getByRole('region', { name: /message/ }).getByText('"nonHeap":')).toBeVisible();
});

test('a new secret is shown once, and revoked keys are gone', async ({ page, signIn }) => {
  const name = freshName('Keys ');
  await signIn('subscriber');
  await page.goto('/devportal/applications');
  await page.getByRole('button', { name: 'Create application' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Create application' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  await page.getByRole('button', { name: 'Generate production keys' }).click();
  await page.getByRole('button', { name: 'Show Consumer secret' }).click();
  const first = await page.getByText(/^[0-9a-f]{64}$/).innerText();
  await page.getByRole('button', { name: 'Rotate secret' }).click();
  await dialog.getByRole('button', { name: 'Rotate secret' }).click();
  await expect(page.getByText(first)).toBeHidden();
  await expect(page.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Rotate secret' })).toBeVisible();
  await expect(page.getByText('Consumer secret', { exact: true })).toBeHidden();

  await page.getByRole('button', { name: 'Revoke keys' }).click();
  await dialog.getByRole('button', { name: 'Revoke keys' }).click();
  await expect(page.getByText('There are no production keys yet.')).toBeVisible();
});

test('an admin makes a user, and keeps it out', async ({ page, context, signIn, tripWire }) => {
  tripWire.allow(/status of 40[01]/);
  const name = freshName('made-');
  const password = freshName('a long password ');
  await signIn('admin');
  await page.goto('/admin');
  await page.getByRole('button', { name: 'Create user' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByLabel('First password').fill(name);
  await dialog.getByRole('button', { name: 'Create user' }).click();
  await expect(dialog.getByLabel('First password')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('First password').fill(password);
  await dialog.getByRole('button', { name: 'Create user' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  await page.getByRole('button', { name: 'Deactivate' }).click();
  await dialog.getByRole('button', { name: 'Deactivate' }).click();
  // The question has these words, too: only without it they are the user's new state.
  await expect(dialog).toBeHidden();
  await expect(page.getByText('May not sign in', { exact: true })).toBeVisible();

  await context.clearCookies();
  await page.goto('/portal/sign-in?return=/devportal/applications');
  await fillSignIn(page, { user: name, password });
  await expect(page.getByRole('alert')).toBeVisible();
});

test('an API key opens a stream from where it may until it is revoked, and an open topic needs none', async ({ page, rest, signIn }) => {
  const operations = [
    { target: '/memory', verb: 'SUBSCRIBE' },
    { target: '/prices/{symbol}', verb: 'SUBSCRIBE', authType: 'None' },
  ];
  const api = await rest.publishedApi('Keyed', { operations });
  await signIn('subscriber');
  await page.goto(`/devportal/apis/${api.id}/subscribe`);
  await expect(page.getByText('Open to all: /prices/{symbol}')).toBeVisible();
  // One without keys: there is nothing to choose from when it is tried.
  await page.getByRole('combobox', { name: 'Application' }).selectOption({ label: 'New application' });
  await page.getByRole('textbox', { name: 'Name of the application' }).fill(freshName('Keyed '));
  await page.getByRole('combobox', { name: 'Connect with' }).selectOption('An API key');
  await page.getByRole('button', { name: 'Subscribe and get keys' }).click();
  await expect(page.getByRole('tabpanel').getByText('ApiKey: slk_live_')).toBeVisible();
  await page.getByRole('button', { name: 'Show API key' }).click();
  const apiKey = await page.getByRole('definition').filter({ hasText: 'Hide' }).locator('code').innerText();
  const toApplication = await page.getByRole('link', { name: 'Keys and subscriptions of the application' }).getAttribute('href');

  await page.getByRole('link', { name: 'Try it', exact: true }).click();
  await page.getByLabel('API key', { exact: true }).fill(apiKey);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('"heap":').nth(2)).toBeVisible();
  await page.getByRole('combobox', { name: 'Topic' }).selectOption('/prices/{symbol}');
  await page.getByRole('textbox', { name: 'symbol' }).fill('ACME');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('"symbol":').nth(2)).toBeVisible();

  const connect = async () => {
    const answer = await fetch(`${platform.gateway}${api.basePath}/memory`, {
      headers: { ApiKey: apiKey },
      signal: AbortSignal.timeout(15_000),
    });
    await answer.body?.cancel();
    return answer.status;
  };
  expect(await connect()).toBe(200);
  await page.goto(toApplication ?? '');
  await page.getByRole('button', { name: 'Change Made with the programs' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('hall');
  await dialog.getByRole('textbox', { name: 'Permitted addresses' }).fill('192.0.2.7');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('192.0.2.7')).toBeVisible();
  await expect.poll(connect).toBe(403);
  await page.getByRole('button', { name: 'Revoke hall' }).click();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('No API keys yet')).toBeVisible();
  await expect.poll(connect).toBe(401);
});
