import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { platform } from './support/platform';
import { freshName } from './support/rest';
import { expect, test, type Page } from './support/test';
import { fillSignIn } from './support/users';

const BACKEND_HOST = new URL(platform.backend).host;

/** Follows a link of the API page's navigation. */
async function open(page: Page, tab: string): Promise<void> {
  await page.getByRole('link', { name: tab, exact: true }).click();
  await expect(page.getByRole('main').getByRole('heading', { name: tab, level: 2 })).toBeVisible();
}

async function fill(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: label, exact: true }).fill(text);
}

test('the tutorial by clicks: from sign-in to an API whose events are on the screen', async ({ page, users }) => {
  const name = freshName('Clicks');
  await page.goto('/publisher');
  await fillSignIn(page, await users.with('creator', 'publisher'));

  await page.getByText('CREATE API', { exact: true }).click();
  await page.getByText('Streaming API').click();
  await page.getByText('SSE API').click();
  await fill(page, 'Name', name);
  await fill(page, 'Context', `/${name}`);
  await fill(page, 'Version', '1.0.0');
  await expect(page.getByRole('textbox', { name: 'Protocol' })).toHaveValue('SSE');
  await fill(page, 'Endpoint', platform.backend);
  await page.getByRole('button', { name: 'CREATE', exact: true }).click();

  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await expect(page.getByText(BACKEND_HOST)).toBeVisible();
  await expect(page.getByText('API Configurations')).toBeVisible();

  await open(page, 'Topics');
  await expect(page.getByRole('link', { name: '/*' })).toBeVisible();

  await open(page, 'AsyncAPI Definition');
  await expect(page.getByText('Receive the events of /*')).toBeVisible();

  await open(page, 'Runtime');
  await expect(page.getByRole('heading', { name: 'Transport Level Security' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Clients may use' }).selectOption({ label: 'HTTPS only' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved.')).toBeVisible();

  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await page.getByRole('button', { name: 'Deploy', exact: true }).click();
  await expect(page.getByText('Deployed: every live gateway serves it.')).toBeVisible();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText('Published: developers can subscribe to it now.')).toBeVisible();

  await open(page, 'Live');
  await fill(page, 'Path below', 'memory');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('"heap":').nth(2)).toBeVisible();
  await page.screenshot({ path: `${platform.pictures}/readme-live.png` });
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Resume', exact: true })).toBeVisible();
});

test('three clicks from an API to a program that receives its events', async ({ page, rest, signIn }) => {
  const api = await rest.publishedApi('Snippet');
  await signIn('subscriber');
  await page.goto('/devportal');
  await page.getByRole('link', { name: new RegExp(`^${api.name}`) }).click();

  await page.getByRole('link', { name: 'Subscribe', exact: true }).first().click();
  await page.getByRole('button', { name: 'Subscribe and get keys' }).click();

  await expect(page.getByText('The token in the programs below')).toBeVisible();
  await fill(page, 'Path', 'memory');
  const program = await page.getByRole('tabpanel', { name: 'curl' }).locator('pre').innerText();
  await page.getByText('The token in the programs below').scrollIntoViewIfNeeded();
  await page.screenshot({ path: `${platform.pictures}/readme-subscribe.png` });
  expect(await firstEvent(program)).toContain('"heap":');
});

/** Runs a program of bash until it has printed an event, and returns what it has printed. */
async function firstEvent(program: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-snippet-'));
  const file = join(folder, 'subscribe.sh');
  await writeFile(file, program);
  try {
    return await new Promise<string>((resolve, reject) => {
      let printed = '';
      const child = execFile('bash', [file], { timeout: 20_000 }, () => reject(new Error(`no event came, but: ${printed}`)));
      child.stdout?.on('data', (part: string) => {
        printed += part;
        if (printed.includes('"heap":')) {
          resolve(printed);
          child.kill();
        }
      });
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
