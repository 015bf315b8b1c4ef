import { defineConfig } from '@playwright/test';
import { platform } from './support/platform';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: 'results/files',
  fullyParallel: true,
  workers: 2,
  // What passes only the second time is counted as a flake.
  retries: platform.isByHand ? 0 : 1,
  forbidOnly: !platform.isByHand,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'results/results.json' }]],
  use: {
    baseURL: platform.publisher,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    // Without it axe-core can meet colours in the middle of a change of theme.
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: platform.chromium,
      args: ['--no-sandbox', `--ignore-certificate-errors-spki-list=${platform.certificateKey}`],
    },
  },
});
