import { platform } from './support/platform';
import { freshName } from './support/rest';
import { expect, test } from './support/test';

const DEAD_BACKEND = 'http://localhost:9';

test('an earlier revision is deployed again', async ({ page, rest, signIn }) => {
  const api = await rest.createApi('Rollback');
  await rest.deploy(api);
  await rest.put(`/api/am/publisher/v4/apis/${api.id}/topics`, { list: [{ name: '/memory', mode: 'SUBSCRIBE' }] });
  await rest.deploy(api);
  await signIn('creator', 'publisher');
  await page.goto(`/publisher/apis/${api.id}/deployments`);

  const first = page.getByRole('row').filter({ hasText: 'Revision 1' });
  await first.getByRole('button', { name: 'Actions for Revision 1' }).click();
  await page.getByRole('menuitem', { name: 'Deploy', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deploy', exact: true }).click();

  await expect(first.getByText('Default', { exact: true })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Revision 2' }).getByText('not deployed')).toBeVisible();
});

test('a backend that does not answer is named, with the reason, where its API is', async ({ page, rest, signIn }) => {
  const api = await rest.createApi('Dead', {
    endpointConfig: { endpoint_type: 'http', production_endpoints: { url: DEAD_BACKEND } },
    operations: [{ target: '/prices', verb: 'SUBSCRIBE' }],
  });
  await rest.deploy(api);
  await signIn('creator', 'publisher');
  await page.goto('/publisher');

  await page.getByRole('link', { name: new RegExp(`^${api.name}`) }).click();
  await page.getByRole('link', { name: 'Upstreams', exact: true }).click();

  await expect(page.getByRole('heading', { name: 'the backend refuses the connection' })).toBeVisible();
});

test('a session that ends while a form is half filled loses nothing', async ({ page, context, users, tripWire }) => {
  tripWire.allow(/status of 401/);
  const user = await users.fresh('creator');
  const name = freshName('Half');
  await users.signIn(page, user);
  await page.goto('/publisher/create/sse');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByRole('textbox', { name: 'Context', exact: true }).fill(`/${name}`);
  await page.getByRole('textbox', { name: 'Version', exact: true }).fill('1.0.0');
  await page.getByRole('textbox', { name: 'Endpoint', exact: true }).fill(platform.backend);
  await context.clearCookies();

  await page.getByRole('button', { name: 'CREATE', exact: true }).click();
  const window = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Sign in again' }).click();
  const popup = await window;
  await popup.getByLabel('User name').fill(user.user);
  await popup.getByLabel('Password').fill(user.password);
  await popup.getByRole('button', { name: 'Sign in' }).click();

  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
});
