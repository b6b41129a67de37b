/**
 * Who may read what, told a second time from docs/decisions/014-walls-and-consent.md: slow, and made unlike the decision itself.
 * It lists everything that could be a ground, says of each what speaks for and against it, and only then picks.
 */
import {
  sensitiveTopics,
  type BreakGlass,
  type Consent,
  type Ground,
  type Grounds,
  type Look,
  type SensitiveTopic,
} from '../../../runtime/consent/grounds'

interface Asked {
  readonly look: Look
  readonly grounds: Grounds
}

/** An agency that had to do with the resident, and when. */
interface Meeting {
  readonly agency: string
  readonly at: number
}

interface AskedOf {
  readonly OWN: Asked & { readonly own: string }
  readonly STEWARDSHIP: Asked & { readonly meeting: Meeting }
  readonly CONSENT: Asked & { readonly consent: Consent }
  readonly BREAK_GLASS: Asked & { readonly opened: BreakGlass }
}

/** One thing that might be a ground, with the sentences that are true of it and those that are not. */
export interface Account {
  readonly ground: Ground
  readonly id: string | null
  readonly for: readonly string[]
  readonly against: readonly string[]
  readonly names: readonly SensitiveTopic[]
}

/** What a right answer says: any of the ids is right, and the topics are in the order of the alphabet. */
export interface Verdict {
  readonly ground: Ground
  readonly ids: readonly (string | null)[]
  readonly sensitive: readonly SensitiveTopic[]
}

/** The sentences that must all be true of a ground, and what follows from the grounds of which they are. */
export interface Rules {
  readonly sentences: { readonly [Of in Ground]: Readonly<Record<string, (asked: AskedOf[Of]) => boolean>> }
  readonly order: readonly Ground[]
  readonly topics: (valid: readonly Account[], first: Ground, all: readonly Account[]) => readonly SensitiveTopic[]
}

const hour = 3_600_000

const noResidentCalls = ({ look }: Asked) => look.caller.roles.every((role) => role !== 'resident')

export const theRules = {
  sentences: {
    OWN: {
      'a resident calls': ({ look }) => look.caller.roles.some((role) => role === 'resident'),
      'the token is of the resident who is looked at': ({ look, own }) => look.caller.sub === own,
    },
    STEWARDSHIP: {
      'no resident calls': noResidentCalls,
      "it was the caller's agency": ({ look, meeting }) => look.caller.agency === meeting.agency,
      "that is at most the city's days of 24 hours ago": ({ look, grounds, meeting }) =>
        look.now <= meeting.at + grounds.stewardshipDays * 24 * hour,
      'it is for screening, service or follow-up': ({ look }) => ['SCREENING', 'SERVICE', 'FOLLOW_UP'].includes(look.purpose),
    },
    CONSENT: {
      'no resident calls': noResidentCalls,
      "it names the caller's agency as a recipient": ({ look, consent }) => consent.recipients.includes(look.caller.agency),
      'it names the holder where it names who may disclose': ({ look, consent }) =>
        consent.disclosers.length > 0 ? consent.disclosers.includes(look.holder) : true,
      'it names every category': ({ look, consent }) =>
        look.categories.filter((category) => consent.categories.includes(category)).length === look.categories.length,
      'it names the purpose': ({ look, consent }) => consent.purposes.includes(look.purpose),
      'its first day has come': ({ look, consent }) => look.today >= consent.validFrom,
      'its last day is not over': ({ look, consent }) => (consent.validTo === null ? true : look.today <= consent.validTo),
      'it is not revoked by now': ({ look, consent }) => (consent.revokedAt === null ? true : look.now < consent.revokedAt),
    },
    BREAK_GLASS: {
      'no resident calls': noResidentCalls,
      'the caller opened it': ({ look, opened }) => look.caller.sub === opened.sub,
      'the caller opened it for the same agency': ({ look, opened }) => look.caller.agency === opened.agency,
      'it has begun': ({ look, opened }) => look.now >= opened.from,
      'it has not ended': ({ look, opened }) => look.now < opened.until,
      'it is not an hour old': ({ look, opened }) => look.now < opened.from + hour,
      'it is for service': ({ look }) => look.purpose === 'SERVICE',
    },
  },
  order: ['OWN', 'STEWARDSHIP', 'CONSENT', 'BREAK_GLASS'],
  topics: (valid, first) =>
    sensitiveTopics.filter(
      (topic) => first === 'OWN' || valid.some(({ ground, names }) => ground === 'CONSENT' && names.includes(topic)),
    ),
} as const satisfies Rules

/** Everything that might be a ground, in no order that means something. */
export function accounts(look: Look, grounds: Grounds, rules: Rules = theRules): readonly Account[] {
  const asked = { look, grounds }
  const { sentences } = rules
  const meetings = [{ agency: grounds.registeredBy, at: grounds.registeredAt }, ...(grounds.lastSpoke ? [grounds.lastSpoke] : [])]
  return [
    { ground: 'OWN', id: null, names: [], ...told(sentences.OWN, { ...asked, own: grounds.residentId }) },
    ...meetings.map((meeting) => ({
      ground: 'STEWARDSHIP' as const,
      id: null,
      names: [],
      ...told(sentences.STEWARDSHIP, { ...asked, meeting }),
    })),
    ...grounds.consents.map((consent) => ({
      ground: 'CONSENT' as const,
      id: consent.id,
      names: consent.sensitive,
      ...told(sentences.CONSENT, { ...asked, consent }),
    })),
    ...grounds.breakGlass.map((opened) => ({
      ground: 'BREAK_GLASS' as const,
      id: opened.id,
      names: [],
      ...told(sentences.BREAK_GLASS, { ...asked, opened }),
    })),
  ]
}

function told<Of>(sentences: Readonly<Record<string, (asked: Of) => boolean>>, asked: Of): Pick<Account, 'for' | 'against'> {
  const all = Object.entries(sentences).map(([sentence, isTrue]) => ({ sentence, true: isTrue(asked) }))
  return {
    for: all.filter((one) => one.true).map(({ sentence }) => sentence),
    against: all.filter((one) => !one.true).map(({ sentence }) => sentence),
  }
}

/** What is right to answer; nothing where every account has something against it. */
export function verdict(look: Look, grounds: Grounds, rules: Rules = theRules): Verdict | undefined {
  const all = accounts(look, grounds, rules)
  const valid = all.filter(({ against }) => against.length === 0)
  const ground = rules.order.find((wanted) => valid.some((account) => account.ground === wanted))
  if (ground === undefined) return undefined
  const ids = new Set(valid.filter((account) => account.ground === ground).map(({ id }) => id))
  return { ground, ids: [...ids], sensitive: [...rules.topics(valid, ground, all)].sort() }
}
