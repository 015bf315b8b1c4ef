import { expect, test as base, type Page } from '@playwright/test';
import { platform } from './platform';
import { ADMIN, basic, Rest } from './rest';
import { TripWire } from './tripWire';
import { Users, type Role, type User } from './users';

interface OfTest {
  /** Fails the test in the end for what no page may do. */
  readonly tripWire: TripWire;
  /** Gives the test's page a session of a user with exactly these roles, and returns the user. */
  readonly signIn: (...roles: readonly Role[]) => Promise<User>;
}

interface OfWorker {
  /** REST as an admin. */
  readonly rest: Rest;
  readonly users: Users;
}

export const test = base.extend<OfTest, OfWorker>({
  rest: [
    async ({ playwright }, use) => {
      const request = await playwright.request.newContext({ baseURL: platform.publisher, extraHTTPHeaders: basic(ADMIN) });
      await use(new Rest(request));
      await request.dispose();
    },
    { scope: 'worker' },
  ],
  users: [async ({ rest }, use) => use(new Users(rest)), { scope: 'worker' }],
  tripWire: [
    async ({ context }, use) => {
      const tripWire = new TripWire();
      await tripWire.spanBefore(context);
      await use(tripWire);
      expect(tripWire.caught, 'what no page may do').toEqual([]);
    },
    { auto: true },
  ],
  signIn: async ({ page, users }, use) => {
    await use(async (...roles) => {
      const user = await users.with(...roles);
      await users.signIn(page, user);
      return user;
    });
  },
});

export { expect, type Page };
