/** The words of consent, and what a decision about one resident's data rests on. No personal value is among it. */

export const dataCategories = ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'HEALTH', 'HOUSING_LEGAL', 'NOTES'] as const
export type DataCategory = (typeof dataCategories)[number]

export const purposes = ['SCREENING', 'SERVICE', 'FOLLOW_UP', 'REPORTING'] as const
export type Purpose = (typeof purposes)[number]

/** What harms most where it is known: it is read only where a consent names it, and is otherwise not there at all. */
export const sensitiveTopics = ['INTIMATE_PARTNER_VIOLENCE', 'ELDER_ABUSE', 'SUBSTANCE_USE', 'MENTAL_HEALTH', 'HIV'] as const
export type SensitiveTopic = (typeof sensitiveTopics)[number]

/** A consent as a decision reads it. Agencies are ids, days are ISO days, instants are milliseconds since 1970. */
export interface Consent {
  readonly id: string
  /** The agencies that may disclose what they hold; empty means whichever holds it. */
  readonly disclosers: readonly string[]
  readonly recipients: readonly string[]
  readonly categories: readonly DataCategory[]
  readonly sensitive: readonly SensitiveTopic[]
  readonly purposes: readonly Purpose[]
  readonly validFrom: string
  /** The last day; null until revoked. */
  readonly validTo: string | null
  readonly revokedAt: number | null
}

/** One emergency look that somebody opened at one resident. Instants in milliseconds since 1970. */
export interface BreakGlass {
  readonly id: string
  readonly sub: string
  readonly agency: string
  readonly from: number
  readonly until: number
}

/** Everything a decision about one resident needs. Agencies are ids here as everywhere. */
export interface Grounds {
  readonly residentId: string
  readonly registeredBy: string
  readonly registeredAt: number
  /** The last time an agency spoke with the resident, where one has since the registration. */
  readonly lastSpoke: { readonly agency: string; readonly at: number } | null
  /** How long stewardship lasts in the city, in days of 24 hours. */
  readonly stewardshipDays: number
  readonly consents: readonly Consent[]
  /** Left empty by whoever makes it where more than one resident is asked about. */
  readonly breakGlass: readonly BreakGlass[]
}

/** One look at one resident's data. */
export interface Look {
  readonly caller: { readonly sub: string; readonly agency: string; readonly roles: readonly string[] }
  readonly categories: readonly DataCategory[]
  readonly purpose: Purpose
  /** The agency that holds the record. */
  readonly holder: string
  /** The instant, in milliseconds since 1970, and the calendar day it is in the city then. */
  readonly now: number
  readonly today: string
}

export type Ground = 'OWN' | 'STEWARDSHIP' | 'CONSENT' | 'BREAK_GLASS'

/** What may be read of sensitive topics with what was looked at. */
export type Readable = Pick<Allowed, 'sensitive'>

/** On what ground the look is allowed, and the sensitive topics that may be read with it. */
export interface Allowed {
  readonly ground: Ground
  /** The consent or the emergency look it rests on. */
  readonly id: string | null
  readonly sensitive: readonly SensitiveTopic[]
}
