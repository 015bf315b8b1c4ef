export const users = {
  title: 'Users',
  name: 'Name',
  roles: 'Roles',
  active: 'Active',
  yes: 'yes',
  no: 'no',
  emptyTitle: 'No users',
  emptyBody: 'Users are created here, or come from your provider of accounts.',
} as const;
