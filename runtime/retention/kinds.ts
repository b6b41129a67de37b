/** What a city sets a period for. `after` is the word for the instant from which its days count; there is one for each kind. */
export const retentionKinds = {
  residents: {
    after: 'LAST_CONTACT',
    atLeast: 1,
    meaning:
      'A resident with their ways to be reached and, where nobody else lives in it, their household: after the registration, the last time an agency spoke with them or the last change of the household, whichever was last.',
  },
  screenings: {
    after: 'TAKEN',
    atLeast: 1,
    meaning: 'A snapshot of a household. It stays while a referral that cites it stays.',
  },
  conversations: {
    after: 'OCCURRED',
    atLeast: 1,
    meaning: 'An attempt to talk to somebody. It stays while a follow-up or a referral from it stays.',
  },
  followUps: { after: 'CLOSED', atLeast: 1, meaning: 'A promise to get back to a resident. An open one stays.' },
  referrals: { after: 'ENDED', atLeast: 1, meaning: 'A case with its history. An open one stays.' },
  consents: {
    after: 'ENDED',
    atLeast: 1,
    meaning: 'An agreement: after its last day or its revocation. One in force goes with its resident.',
  },
  revocationNotices: { after: 'WRITTEN', atLeast: 1, meaning: 'That a consent was revoked, for an agency.' },
  breakGlass: { after: 'ENDED', atLeast: 1, meaning: 'An emergency look.' },
  outbox: { after: 'DELIVERED', atLeast: 1, meaning: 'An event that was passed on. One that was not stays.' },
  idempotency: {
    after: 'RECORDED',
    atLeast: 90,
    meaning: "What became of a client's key. The hub promises 90 days in which a second send changes nothing.",
  },
  usedRequests: {
    after: 'EXPIRED',
    atLeast: 1,
    meaning: 'The id of a request that changed something. It is of no city: each city lets go what has expired.',
  },
  audit: {
    after: 'RECORDED',
    atLeast: 1,
    meaning: 'Who looked and what was changed. The period is on record; the hub only adds to the log and takes nothing out.',
  },
} as const satisfies Record<string, { readonly after: string; readonly atLeast: number; readonly meaning: string }>

export type RetentionKind = keyof typeof retentionKinds

/** How many whole days a record is kept after the day of its instant, for each kind. */
export type Retention = Readonly<Record<RetentionKind, number>>
