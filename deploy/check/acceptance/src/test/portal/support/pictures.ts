import { expect, type Page } from '@playwright/test';
import { platform } from './platform';
import { show, THEMES } from './theme';

const WIDTHS = [360, 1024, 1600] as const;
const HEIGHT = 800;

/**
 * Fails where the page is wider than its window, at any width and in either theme. By hand it takes pictures of the whole page,
 * too: `<name>-<width>-<theme>.png`.
 */
export async function takePictures(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const theme of THEMES) {
    await show(page, theme);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT });
      if (platform.isByHand) {
        await page.screenshot({ path: `${platform.pictures}/${name}-${width}-${theme}.png`, fullPage: true, animations: 'disabled' });
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wide, `pixels that ${page.url()} is wider than ${width}`).toBeLessThanOrEqual(0);
    }
  }
  await show(page, 'light');
  if (before !== null) {
    await page.setViewportSize(before);
  }
}
