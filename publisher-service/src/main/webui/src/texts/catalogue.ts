export const catalogue = {
  title: 'APIs',
  emptyTitle: 'No APIs to subscribe to yet',
  emptyBody: 'APIs appear here when they are published.',
} as const;
