import { platform } from './support/platform';
import { freshName } from './support/rest';
import { expect, test, type Page } from './support/test';

const MOST_STEPS = 60;

/** Presses Tab until what has the focus has this name; fails where that takes too long or the focus cannot be seen. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step++) {
    const focus = page.locator('*:focus');
    if ((await focus.count()) === 1 && (await isNamed(focus, name))) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${String(name)} on ${page.url()}`);
}

async function isNamed(focus: ReturnType<Page['locator']>, name: string | RegExp): Promise<boolean> {
  // The page may move the focus meanwhile: then it is looked at again.
  const snapshot = await focus.ariaSnapshot({ timeout: 1_000 }).catch(() => '');
  const found = /^- \w+ "((?:[^"\\]|\\.)*)"/.exec(snapshot)?.[1];
  return found !== undefined && (typeof name === 'string' ? found === name : name.test(found));
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

async function type(page: Page, label: string, value: string): Promise<void> {
  await tabTo(page, label);
  await page.keyboard.type(value);
}

test('the tutorial by the keyboard alone', async ({ page, users }) => {
  const name = freshName('Keys');
  const { user, password } = await users.with('creator', 'publisher');
  await page.goto('/publisher');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await type(page, 'User name', user);
  await type(page, 'Password', password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'APIs', level: 1 })).toBeVisible();

  await press(page, 'CREATE API');
  await press(page, /^Streaming API/);
  await press(page, /^SSE API/);
  await expect(page.getByRole('heading', { name: 'SSE API', level: 1 })).toBeVisible();
  await type(page, 'Name', name);
  await type(page, 'Context', `/${name}`);
  await type(page, 'Version', '1.0.0');
  await type(page, 'Endpoint', platform.backend);
  await press(page, 'CREATE');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();

  await press(page, 'Deploy');
  await expect(page.getByText('Deployed: every live gateway serves it.')).toBeVisible();
  await press(page, 'Publish');
  await expect(page.getByText('Published: developers can subscribe to it now.')).toBeVisible();

  await press(page, 'Live');
  await expect(page.getByRole('heading', { name: 'Live', level: 2 })).toBeVisible();
  await type(page, 'Path below', 'memory');
  await press(page, 'Connect');
  await expect(page.getByText('"heap":').first()).toBeVisible();
  await press(page, 'Stop');
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
});
