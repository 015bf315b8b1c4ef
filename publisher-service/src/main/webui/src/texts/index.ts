import { account } from './account';
import { catalogue } from './catalogue';
import { common } from './common';
import { home } from './home';
import { shell } from './shell';
import { users } from './users';

/** Every text of the portal, by feature: one place to translate. */
export const texts = { account, catalogue, common, home, shell, users } as const;
