import type { BrowserContext, ConsoleMessage } from '@playwright/test';

/** What a page must not do, with an expected exception: a visitor has no session, and the browser says so. */
const NO_SESSION = /\/portal\/session$/;
const BINDING = 'sluiceTripWire';

/**
 * Notes what no page of the portal may do, whatever the test is about: break its content security policy, log an error,
 * fail with one, or open a dialog of the browser, as a script in a text would.
 */
export class TripWire {
  readonly #caught: string[] = [];
  readonly #allowed: RegExp[] = [];

  /** @param what the test itself brings about, e.g. the error that Chromium logs for each answer of 400 and above */
  allow(what: RegExp): void {
    this.#allowed.push(what);
  }

  /** All that was caught and is not allowed. */
  get caught(): readonly string[] {
    return this.#caught.filter((line) => !this.#allowed.some((pattern) => pattern.test(line)));
  }

  async spanBefore(context: BrowserContext): Promise<void> {
    await context.exposeBinding(BINDING, (_source, line: string) => void this.#caught.push(line));
    await context.addInitScript((binding) => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const report: unknown = Reflect.get(window, binding);
        if (typeof report === 'function') {
          report(`policy: ${event.effectiveDirective} of ${event.documentURI} blocked ${event.blockedURI} ${event.sample}`);
        }
      });
    }, BINDING);
    context.on('console', (message) => this.#onConsole(message));
    context.on('weberror', (failure) => void this.#caught.push(`error: ${failure.error().stack ?? failure.error().message}`));
    context.on('dialog', (dialog) => {
      this.#caught.push(`dialog: ${dialog.type()} ${dialog.message()}`);
      // The page may be gone meanwhile.
      dialog.dismiss().catch(() => undefined);
    });
  }

  #onConsole(message: ConsoleMessage): void {
    const { url } = message.location();
    const isVisitor = NO_SESSION.test(url) && message.text().includes('401');
    if (message.type() === 'error' && !isVisitor) {
      this.#caught.push(`console: ${message.text()} (${url})`);
    }
  }
}
