import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { show, THEMES } from './theme';

const GRAVE: readonly (string | null | undefined)[] = ['serious', 'critical'];

/** Fails where axe-core finds something serious or critical on the page as it is now, in either theme. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const theme of THEMES) {
    await show(page, theme);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const grave = violations
      .filter(({ impact }) => GRAVE.includes(impact))
      .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => `${node.target.join(' ')} (${node.failureSummary ?? ''})`).join('; ')}`);
    expect(grave, `${page.url()} in ${theme}`).toEqual([]);
  }
  await show(page, 'light');
}
