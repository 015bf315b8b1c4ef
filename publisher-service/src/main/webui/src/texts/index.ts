import { account } from './account';
import { catalogue } from './catalogue';
import { common } from './common';
import { document } from './document';
import { home } from './home';
import { shell } from './shell';
import { users } from './users';

/** Every text of the portal, by feature: one place to translate. */
export const texts = { account, catalogue, common, document, home, shell, users } as const;
