import { expectAccessible } from './support/accessibility';
import { takePictures } from './support/pictures';
import { expect, test } from './support/test';

const SHELLS = [
  { path: '/publisher', name: 'Sluice Publisher' },
  { path: '/devportal', name: 'Sluice Developer Portal' },
  { path: '/admin', name: 'Sluice Admin' },
] as const;

for (const { path, name } of SHELLS) {
  test(`${path} opens for an admin, in both themes and at every width`, async ({ page, signIn }) => {
    await signIn('admin');

    await page.goto(path);

    await expect(page.getByRole('link', { name })).toBeVisible();
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await takePictures(page, `shell${path.replace('/', '-')}`);
  });
}

test('an address within a shell opens by itself, and one that is none says so', async ({ page, signIn }) => {
  await signIn('admin');

  for (const path of ['/publisher/create/sse', '/devportal/applications', '/admin/upstreams']) {
    await page.goto(path);
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page).toHaveURL(path);
    await expect(page.getByText('No such page')).toBeHidden();
  }

  await page.goto('/publisher/no/such/page');
  await expect(page.getByText('No such page')).toBeVisible();
});
