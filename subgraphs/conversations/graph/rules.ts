/** What the fields of this subgraph read of a person, and what for. */
export const notes = { categories: ['NOTES'], purpose: 'SERVICE' } as const
export const promised = { categories: ['NOTES'], purpose: 'FOLLOW_UP' } as const

/** That a resident was met at all, which hangs on them alone. */
export const met = { categories: ['CONTACT'], purpose: 'SERVICE' } as const

/** What the gateway must bring from residents before a note may be read. */
export const requiresGrounds = '@requires(fields: "resident { grounds }")'

/** The same where the resident is the one asked about. */
export const requiresOwnGrounds = '@requires(fields: "grounds")'

/** What was brought for a resident need not be brought again for each of their records. */
export const providesGrounds = '@provides(fields: "nodes { resident { grounds } } edges { node { resident { grounds } } }")'
export const providesGroundsOfOne = '@provides(fields: "resident { grounds }")'
