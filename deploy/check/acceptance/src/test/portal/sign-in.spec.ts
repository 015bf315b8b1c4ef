import { expectAccessible } from './support/accessibility';
import { takePictures } from './support/pictures';
import { ADMIN } from './support/rest';
import { expect, test } from './support/test';
import { fillSignIn, signInByPage } from './support/users';

test('a visitor is asked to sign in, and comes to where it wanted to be', async ({ page }) => {
  await page.goto('/publisher/create');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  await fillSignIn(page, ADMIN);

  await page.waitForURL('/publisher/create');
  await expect(page.getByRole('button', { name: 'Account of admin' })).toBeVisible();
});

test('a wrong password is refused on the page of the sign-in, which is accessible', async ({ page, users, tripWire }) => {
  tripWire.allow(/status of 4\d\d/);
  const { user } = await users.fresh('subscriber');
  await page.goto('/portal/sign-in?return=/devportal');
  await expectAccessible(page);
  await takePictures(page, 'sign-in');

  await fillSignIn(page, { user, password: 'a wrong one' });

  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('Password')).toBeVisible();
});

test('a sign-out ends the session', async ({ page, users, tripWire }) => {
  tripWire.allow(/status of 401/);
  await signInByPage(page, await users.fresh('subscriber'), '/devportal');

  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();

  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  expect((await page.request.get('/portal/session')).status()).toBe(401);
});
