const states: Readonly<Record<string, string>> = { UNBLOCKED: 'In use', BLOCKED: 'Blocked by the provider', ON_HOLD: 'Waiting for approval' };

const planNames: Readonly<Record<string, string>> = { AsyncUnlimited: 'Unlimited' };

const api = {
  parts: 'Parts of the API',
  overview: 'Overview',
  definition: 'Definition',
  tryIt: 'Try it',
  subscribe: 'Subscribe',
  context: 'Context',
  plans: 'Business plans',
  planNames,
  provider: 'Provider',
  businessOwner: 'Business owner',
  technicalOwner: 'Technical owner',
  gateways: 'Gateway URLs',
  gateway: 'Gateway',
  copyUrl: (label: string) => `Copy URL of ${label}`,
  notDeployedTitle: 'Not served at the moment',
  notDeployedBody: 'The API is on no gateway now. Its provider has to deploy it.',
  topics: 'Topics',
  topic: 'Topic',
  address: 'Address',
  restOfPath: 'Path',
  restExample: 'memory',
} as const;

const tryIt = {
  application: 'Application',
  subscribeFirstTitle: 'Subscribe first',
  subscribeFirstBody: 'None of your applications is subscribed to this API. Then its events show here.',
  noKeysTitle: 'No keys yet',
  noKeysBody: 'The application needs keys to connect with.',
  toApplication: 'To the application',
  forbidden: 'Is the application still subscribed, and is there a backend for this type of keys?',
  noEvent: 'None has come yet.',
  copyEvent: 'Copy the event',
} as const;

const subscribe = {
  title: 'Subscribe',
  closedTitle: 'No new subscriptions',
  closedBody: 'This API takes none in its present state.',
  application: 'Application',
  applicationHint: 'Your program, or a set of programs that share keys.',
  newApplication: 'New application',
  name: 'Name of the application',
  defaultName: (api: string) => `${api} client`.slice(0, 100),
  plan: 'Business plan',
  keys: 'Keys',
  keysHint: 'Production keys get the events of the production backend, sandbox keys those of the sandbox.',
  submit: 'Subscribe and get keys',
  done: 'Subscribed',
  toApplication: 'Keys and subscriptions of the application',
  tokenLasts: (seconds: number) => `The token in the programs below is good for ${Math.round(seconds / 60)} minutes. Make another one on the application's page.`,
  code: 'Receive events',
  codeIntro: 'These programs run as they are. They keep the id of the last event and go on after it when the connection ends, and say what is missing if something is.',
} as const;

const snippets = {
  kinds: 'Kinds of clients',
  names: { curl: 'curl', 'event-source': 'EventSource', fetch: 'fetch', node: 'Node.js', java: 'Java', python: 'Python' },
  page: (file: string) => `Save it as ${file} and serve it from an origin that the API allows (CORS), then open it.`,
  program: (file: string) => `Save it as ${file} and run:`,
  copy: (name: string) => `Copy the program for ${name}`,
} as const;

const keys = {
  types: { PRODUCTION: 'Production', SANDBOX: 'Sandbox' },
  consumerKey: 'Consumer key',
  consumerSecret: 'Consumer secret',
  token: 'Access token',
  secretOnce: 'Copy the consumer secret now: it is shown this once, and kept nowhere in clear.',
  hidden: '••••••••••••',
  show: (what: string) => `Show ${what}`,
  hide: (what: string) => `Hide ${what}`,
  copy: (what: string) => `Copy ${what}`,
  none: (type: string) => `There are no ${type.toLowerCase()} keys yet.`,
  generate: (type: string) => `Generate ${type.toLowerCase()} keys`,
  generateToken: 'Generate token',
  tokenLasts: (seconds: number) => `Good for ${Math.round(seconds / 60)} minutes. It is not kept: copy it now, or make another one.`,
  rotate: 'Rotate secret',
  rotateTitle: 'Make a new secret?',
  rotateBody: 'The present secret is no longer good. Programs that use it need the new one; tokens that they have stay good.',
  revoke: 'Revoke keys',
  revokeTitle: (type: string) => `Revoke the ${type.toLowerCase()} keys?`,
  revokeBody: 'Key and secret go, with all tokens made with them. Streams that are open with these tokens end within a second.',
  lifetime: 'Token validity',
  lifetimeHint: '60 to 86,400 seconds; empty for the usual time.',
  lifetimeWrong: 'Enter 60 to 86,400 seconds, or nothing.',
  lifetimeSave: 'Save validity',
  lifetimeSaved: 'Saved: it counts for tokens made from now on.',
  forToken: 'Get a token with key and secret',
} as const;

const applications = {
  title: 'Applications',
  intro: 'An application stands for a program of yours: it subscribes to APIs and has keys.',
  create: 'Create application',
  edit: 'Edit application',
  name: 'Name',
  description: 'Description',
  owner: 'Owner',
  emptyTitle: 'No applications yet',
  emptyBody: 'Make one here, or subscribe to an API and make it on the way.',
  search: 'Search by name',
  noMatchTitle: 'No application matches',
  noMatchBody: 'Search for another part of its name.',
  nameMissing: 'Enter a name.',
  nameLong: (max: number) => `At most ${max} characters.`,
  descriptionLong: (max: number) => `At most ${max} characters.`,
  inactive: 'Not in use: its owner may not sign in',
  remove: 'Delete application',
  removeTitle: (name: string) => `Delete ${name}?`,
  removeBody: 'Its keys, tokens and subscriptions go, too. Streams that are open with them end within a second.',
  keys: 'Keys',
  subscriptions: 'Subscriptions',
} as const;

const subscriptions = {
  api: 'API',
  plan: 'Business plan',
  state: 'State',
  states,
  add: 'Subscribe to an API',
  change: 'Change plan',
  changeOf: (api: string) => `Change plan of ${api}`,
  changeBody: 'Open streams go on.',
  remove: 'Unsubscribe',
  removeOf: (api: string) => `Unsubscribe from ${api}`,
  removeTitle: (api: string) => `Unsubscribe from ${api}?`,
  removeBody: 'Streams of this API that are open with the application end within a second.',
  emptyTitle: 'No subscriptions yet',
  emptyBody: 'Find an API whose events this application shall get.',
} as const;

/** What the developer portal's own pages say. */
export const developer = { api, applications, keys, snippets, subscribe, subscriptions, tryIt } as const;
