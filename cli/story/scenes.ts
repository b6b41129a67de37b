import type { Speaker } from './client'

/** One household's way through the hub, as data. */
export interface Scene {
  readonly title: string
  readonly outreach: Speaker
  readonly department: Speaker
  readonly person: object
  readonly contact: string
  readonly facts: object
  readonly head: object
  readonly conversation: object
  readonly program: string
  /** The one fact that is missing at first, and what the resident says when asked. */
  readonly missing: string
  readonly told: { readonly household?: object; readonly head?: object }
  readonly queue: string
}

/** `+1 212 555 01xx` and `+1 704 555 01xx` are numbers that nobody has. */
export const scenes: readonly Scene[] = [
  {
    title: 'A door in a rent-regulated building in the Bronx',
    outreach: { as: 'outreach', city: 'nyc', agency: 'peu' },
    department: { as: 'caseworker', city: 'nyc', agency: 'hra-ocj' },
    person: {
      givenName: 'Synthetic',
      familyName: 'Doorstep',
      birthDate: '1958-03-02',
      language: 'es',
      address: {
        line1: '12 Synthetic Street',
        unit: '4B',
        locality: 'Bronx',
        county: '36005',
        building: 'Synthetic Building 12',
      },
    },
    contact: '+1 212 555 0100',
    facts: {
      livesInCity: true,
      county: '36005',
      tenure: 'RENTER',
      rentalType: 'RENT_REGULATED',
      rentMonthly: '1400.00',
      membersComplete: true,
    },
    head: { incomes: [{ type: 'SS_RETIREMENT', amount: '1650.00', frequency: 'MONTHLY' }], incomesComplete: true },
    conversation: {
      channel: 'DOOR',
      outcome: 'REACHED',
      needs: ['EVICTION', 'RENT_ARREARS'],
      place: 'Synthetic Building 12, 4B',
    },
    program: 'right-to-counsel',
    missing: 'evictionCase',
    told: { household: { evictionCase: 'NONPAYMENT' } },
    queue: 'ocj-tenant-defense',
  },
  {
    title: 'A 311 call in Charlotte',
    outreach: { as: 'outreach', city: 'charlotte', agency: 'charlotte-outreach' },
    department: { as: 'caseworker', city: 'charlotte', agency: 'legal-aid-nc' },
    person: {
      givenName: 'Synthetic',
      familyName: 'Caller',
      birthDate: '1991-07-14',
      language: 'en',
      address: { line1: '7 Synthetic Road', locality: 'Charlotte', county: '37119' },
    },
    contact: '+1 704 555 0100',
    facts: { livesInCity: true, county: '37119', tenure: 'RENTER', membersComplete: true, evictionCase: 'SUMMARY_EJECTMENT' },
    head: { incomes: [{ type: 'WAGES', amount: '350.00', frequency: 'WEEKLY' }] },
    conversation: { channel: 'PHONE', outcome: 'REACHED', needs: ['EVICTION'], place: '311' },
    program: 'legal-aid-nc',
    missing: 'incomesComplete',
    told: { head: { incomesComplete: true } },
    queue: 'legal-aid-intake',
  },
]
