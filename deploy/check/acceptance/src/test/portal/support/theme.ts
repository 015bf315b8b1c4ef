import { expect, type Page } from '@playwright/test';

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const DARK = /(^|\s)pf-v6-theme-dark(\s|$)/;

/** Shows the page as a system with this theme does, and waits until it is so. */
export async function show(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  // The page of the sign-in has no script, and follows the system by its style sheet.
  if ((await page.locator('#root').count()) > 0) {
    const root = page.locator('html');
    await (theme === 'dark' ? expect(root).toHaveClass(DARK) : expect(root).not.toHaveClass(DARK));
  }
  // A colour is that of before until the next frame, however short its transition is.
  await page.evaluate(async () => {
    const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(transitions.map((transition) => transition.finished));
  });
}
