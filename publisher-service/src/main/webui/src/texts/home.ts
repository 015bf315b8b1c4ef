export const home = {
  title: 'APIs',
  name: 'Name',
  version: 'Version',
  context: 'Context',
  state: 'State',
  emptyTitle: 'No APIs yet',
  emptyBody: 'An API puts a managed front before a backend that sends Server-Sent Events.',
} as const;
