/** What the fields of this subgraph read of a person, and what for. */
export const notes = { categories: ['NOTES'], purpose: 'SERVICE' } as const

/** What the gateway must bring from residents before a note may be read. */
export const requiresGrounds = '@requires(fields: "resident { grounds }")'

/** The same where the resident is the one asked about; what was brought need not be brought again for each referral. */
export const requiresOwnGrounds = '@requires(fields: "grounds")'
export const providesGrounds = '@provides(fields: "nodes { resident { grounds } } edges { node { resident { grounds } } }")'
