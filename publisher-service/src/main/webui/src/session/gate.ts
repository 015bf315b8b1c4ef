/**
 * Where requests wait whose session has ended, until the user has signed in again or has given up. The dialog that asks
 * for the sign-in subscribes to it.
 */
class SessionGate {
  private waiting: ((signedIn: boolean) => void)[] = [];
  private readonly listeners = new Set<() => void>();

  /** Resolves to true once the user has signed in again, to false when the user does not want to. */
  signedInAgain(): Promise<boolean> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.notify();
    });
  }

  readonly isClosed = (): boolean => this.waiting.length > 0;

  /** Lets all waiting requests go on. */
  open(signedIn: boolean): void {
    const released = this.waiting;
    this.waiting = [];
    released.forEach((resolve) => resolve(signedIn));
    this.notify();
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
