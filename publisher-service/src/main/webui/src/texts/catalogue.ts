const states: Readonly<Record<string, string>> = {
  PUBLISHED: 'Published',
  PROTOTYPED: 'Prototype',
  DEPRECATED: 'Deprecated: takes no new subscriptions',
};

export const catalogue = {
  title: 'APIs',
  intro: 'Streams of events that you can subscribe to.',
  search: 'Search by name, context, tag, ..',
  tags: 'Tags',
  tagCount: (tag: string, count: number) => `${tag} (${count})`,
  removeTag: (tag: string) => `Show others than ${tag}, too`,
  emptyTitle: 'No APIs to subscribe to yet',
  emptyBody: 'APIs appear here when they are published.',
  noMatchTitle: 'No API matches',
  noMatchBody: 'Use fewer words, or another tag.',
  showAll: 'Show all APIs',
  more: 'Show more',
  states,
} as const;
