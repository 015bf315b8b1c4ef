/** The pages of an API about what it streams and from where. */
export const configurationPages = [] as const;
