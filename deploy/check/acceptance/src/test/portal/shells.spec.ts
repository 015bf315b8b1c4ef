import { expect, test } from './support/test';

const SHELLS = [
  { path: '/publisher', name: 'Sluice Publisher' },
  { path: '/devportal', name: 'Sluice Developer Portal' },
  { path: '/admin', name: 'Sluice Admin' },
] as const;

/** Of scripts and styles as they are sent. */
const MAX_FIRST_LOAD_BYTES = 300_000;

for (const { path, name } of SHELLS) {
  test(`${path} opens for an admin`, async ({ page, signIn }) => {
    await signIn('admin');

    await page.goto(path);

    await expect(page.getByRole('link', { name })).toBeVisible();
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  });

  test(`the first load of ${path} is less than 300 KB`, async ({ page, signIn }) => {
    await signIn('admin');

    await page.goto(path);
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');

    const parts = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry) => entry instanceof PerformanceResourceTiming)
        .map(({ name, encodedBodySize }) => ({ name: name.slice(name.lastIndexOf('/') + 1), bytes: encodedBodySize }))
        .filter(({ name }) => /\.(js|css)$/.test(name))
        .sort((a, b) => b.bytes - a.bytes),
    );
    const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
    // A style and a script at least were seen, with their sizes.
    expect(parts.filter(({ bytes }) => bytes > 10_000).length).toBeGreaterThan(1);
    expect(total, `bytes of ${parts.map(({ name, bytes }) => `${name} ${bytes}`).join(', ')}`).toBeLessThan(MAX_FIRST_LOAD_BYTES);
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
