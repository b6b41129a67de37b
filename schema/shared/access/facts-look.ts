/** What a look at the facts of a household reads, and what for. Each fact is decided by its own kind. */
export const factsLook = {
  categories: ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'HEALTH', 'HOUSING_LEGAL'],
  purpose: 'SCREENING',
  partly: true,
} as const
