/**
 * Where requests wait whose session has ended, until the user has signed in again or has given up. The dialog that asks
 * for the sign-in subscribes to it.
 */
class SessionGate {
  private waiting: ((signedIn: boolean) => void)[] = [];
  private readonly listeners = new Set<() => void>();
  private isGivenUp = false;

  /**
   * Resolves to true once the user has signed in again, to false when the user does not want to. A user who said "not now" is
   * asked again only for what is to be changed, not for what a page reads by itself.
   */
  signedInAgain(isChange: boolean): Promise<boolean> {
    if (this.isGivenUp && !isChange) {
      return Promise.resolve(false);
    }
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.notify();
    });
  }

  readonly isClosed = (): boolean => this.waiting.length > 0;

  /** Lets all waiting requests go on. */
  open(signedIn: boolean): void {
    this.isGivenUp = !signedIn;
    const released = this.waiting;
    this.waiting = [];
    released.forEach((resolve) => resolve(signedIn));
    this.notify();
  }

  /** The user wants to be asked again. */
  askAgain(): void {
    this.isGivenUp = false;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private notify(): void {
    this.listeners.forEach((listener) => listener());
  }
}

export const sessionGate = new SessionGate();
