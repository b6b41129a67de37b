/** What the fields of this subgraph read of a person, and what for. */
export const notes = { categories: ['NOTES'], purpose: 'SERVICE' } as const

/** What the gateway must bring from residents before a note may be read. */
export const requiresGrounds = '@requires(fields: "resident { grounds }")'
