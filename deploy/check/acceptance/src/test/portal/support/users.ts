import type { BrowserContext, Page } from '@playwright/test';
import { ADMIN, freshName, type Rest } from './rest';

/** A role of docs/operations/sign-in.md. */
export type Role = 'admin' | 'creator' | 'publisher' | 'subscriber' | 'observer' | 'devops';

export interface User {
  readonly user: string;
  readonly password: string;
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** The users of one worker's tests: one for each set of roles, who has signed in once. */
export class Users {
  readonly #rest: Rest;
  readonly #known = new Map<string, User>();
  readonly #sessions = new Map<string, Cookies>();

  constructor(rest: Rest) {
    this.#rest = rest;
  }

  /** Returns the user who has exactly these roles; `admin` is the installation's first one. */
  async with(...roles: readonly Role[]): Promise<User> {
    const key = [...roles].sort().join(' ');
    const known = key === 'admin' ? ADMIN : this.#known.get(key);
    if (known !== undefined) {
      return known;
    }
    const user = await this.fresh(...roles);
    this.#known.set(key, user);
    return user;
  }

  /** Returns a user of whom no other test knows. */
  async fresh(...roles: readonly Role[]): Promise<User> {
    const user = { user: freshName('user-'), password: freshName('a long password ') };
    await this.#rest.post('/scim2/Users', {
      userName: user.user,
      password: user.password,
      roles: roles.map((value) => ({ value })),
    });
    return user;
  }

  /** Gives the page a session of this user, by the page of the sign-in the first time, by its cookies later. */
  async signIn(page: Page, user: User): Promise<void> {
    const known = this.#sessions.get(user.user);
    if (known === undefined) {
      await signInByPage(page, user, '/devportal');
      this.#sessions.set(user.user, await page.context().cookies());
    } else {
      await page.context().addCookies(known);
    }
  }
}

/** Signs in as a person does who wants to be at a path of the portal, and ends there. */
export async function signInByPage(page: Page, user: User, returnTo: string): Promise<void> {
  await page.goto(`/portal/sign-in?return=${encodeURIComponent(returnTo)}`);
  await fillSignIn(page, user);
  await page.waitForURL((url) => url.pathname.startsWith(returnTo));
}

/** The same from where the page of the sign-in is shown already. */
export async function fillSignIn(page: Page, { user, password }: User): Promise<void> {
  await page.getByLabel('User name').fill(user);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
