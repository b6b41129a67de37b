/** What the fields of this subgraph read of a person, and what for. */
export const identity = { categories: ['IDENTITY'], purpose: 'SERVICE' } as const
export const contact = { categories: ['CONTACT'], purpose: 'SERVICE' } as const

/** What a resident has agreed to: the privacy officer oversees it. */
export const agreed = { ...identity, oversight: true } as const
