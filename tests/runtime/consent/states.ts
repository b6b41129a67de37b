/**
 * Random looks at random residents. What a ground asks for is met unless a fault is drawn, and faults are drawn so that most often
 * none or one of them stands in the way: a state drawn evenly would be refused for many reasons at once and tell nothing.
 */
import * as fc from 'fast-check'
import { addDays } from '../../../runtime/days'
import {
  dataCategories,
  purposes,
  sensitiveTopics,
  type BreakGlass,
  type Consent,
  type Grounds,
  type Look,
} from '../../../runtime/consent/grounds'

/** One look and what it is judged by. */
export interface State {
  readonly look: Look
  readonly grounds: Grounds
}

export const hour = 3_600_000
export const day = 24 * hour
const agencies = ['hra', 'hpd', 'dss', 'peu'] as const
const people = ['ana', 'ben', 'resident-1'] as const
const someAgencies = fc.subarray([...agencies])
const dayAtCity = '2026-06-15'

/** The first value most often, so that the others stand out one at a time. */
const mostly = <Value>(usual: Value, ...rest: Value[]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(usual) },
    ...(rest.length > 0 ? [{ weight: 1, arbitrary: fc.constantFrom(...rest) }] : []),
  )

/** None, one, two or any of the faults that something may have. */
const faultsAmong = <Fault extends string>(...names: readonly Fault[]): fc.Arbitrary<readonly Fault[]> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 5, arbitrary: fc.subarray([...names], { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.subarray([...names], { minLength: 2, maxLength: 2 }) },
    { weight: 2, arbitrary: fc.subarray([...names]) },
  )

const looks: fc.Arbitrary<Look> = fc.record({
  caller: fc.record({
    sub: fc.constantFrom(...people),
    agency: mostly<string>('hra', 'hpd'),
    roles: fc
      .tuple(
        mostly<string[]>([], ['resident']),
        fc.subarray(['outreach', 'caseworker', 'supervisor', 'Resident', 'residents', '']),
      )
      .chain(([own, others]) => fc.shuffledSubarray([...own, ...others], { minLength: own.length + others.length })),
  }),
  categories: fc.oneof(fc.subarray([...dataCategories], { maxLength: 3 }), fc.subarray([...dataCategories])),
  purpose: fc.constantFrom(...purposes, 'SERVICE', 'REPORTING'),
  holder: fc.constantFrom('hra', 'hpd', 'dss'),
  now: fc.integer({ min: Date.parse('2026-06-14T00:00Z'), max: Date.parse('2026-06-17T00:00Z') }),
  today: fc.constantFrom(-1, 0, 1).map((days) => addDays(dayAtCity, days)),
})

const consentPlans = fc.record({
  faults: faultsAmong('recipient', 'discloser', 'category', 'purpose', 'first day', 'last day', 'revoked'),
  recipients: someAgencies,
  disclosers: fc.option(someAgencies, { nil: null }),
  categories: fc.subarray([...dataCategories]),
  missing: fc.nat(),
  purposes: fc.subarray([...purposes]),
  began: mostly(0, -1, -30, -400, -800),
  begins: mostly(1, 2, 30),
  ends: mostly<number | null>(0, null, 1, 365),
  ended: mostly(-1, -2, -30),
  revoked: mostly(0, -1, -day, -400 * day),
  willBeRevoked: mostly<number | null>(null, null, 1, hour, day),
  sensitive: fc.subarray([...sensitiveTopics]),
})
type PlanOf<Plans> = Plans extends fc.Arbitrary<infer Plan> ? Plan : never

function consentOf(plan: PlanOf<typeof consentPlans>, look: Look, index: number): Consent {
  const has = (fault: (typeof plan.faults)[number]) => plan.faults.includes(fault)
  const named = <Word>(words: readonly Word[], word: Word, isMissing: boolean): readonly Word[] => [
    ...words.filter((other) => other !== word),
    ...(isMissing ? [] : [word]),
  ]
  const missing = has('category') ? look.categories[plan.missing % look.categories.length] : undefined
  const others = plan.disclosers ?? (has('discloser') ? ['peu'] : [])
  const namesWhoDiscloses = plan.disclosers !== null || has('discloser')
  const ended = has('last day') ? plan.ended : plan.ends
  const revoked = has('revoked') ? plan.revoked : plan.willBeRevoked
  return {
    id: `consent-${index}`,
    disclosers: namesWhoDiscloses ? atLeast('peu', named(others, look.holder, has('discloser'))) : [],
    recipients: named<string>(plan.recipients, look.caller.agency, has('recipient')),
    categories: [...new Set([...plan.categories, ...look.categories])].filter((category) => category !== missing),
    sensitive: plan.sensitive,
    purposes: named(plan.purposes, look.purpose, has('purpose')),
    validFrom: addDays(look.today, has('first day') ? plan.begins : plan.began),
    validTo: ended === null ? null : addDays(look.today, ended),
    revokedAt: revoked === null ? null : look.now + revoked,
  }
}

const atLeast = (filler: string, words: readonly string[]) => (words.length > 0 ? words : [filler])

const meetingPlans = fc.record({
  faults: fc.oneof(
    { weight: 1, arbitrary: faultsAmong('agency', 'too long ago') },
    { weight: 2, arbitrary: fc.subarray(['agency' as const, 'too long ago' as const], { minLength: 1 }) },
  ),
  agency: fc.constantFrom('dss', 'peu'),
  within: mostly(0, 1, hour, day - 1, Infinity),
  beyond: mostly(1, 2, hour, day, 400 * day),
})

function meetingOf(plan: PlanOf<typeof meetingPlans>, look: Look, stewardship: number): { agency: string; at: number } {
  const ago = plan.faults.includes('too long ago') ? stewardship + plan.beyond : Math.max(0, stewardship - plan.within)
  return { agency: plan.faults.includes('agency') ? plan.agency : look.caller.agency, at: look.now - ago }
}

const openedPlans = fc.record({
  faults: faultsAmong('sub', 'agency', 'not begun', 'ended', 'over an hour'),
  sub: fc.constantFrom('cleo', 'resident-2'),
  agency: fc.constantFrom('dss', 'peu'),
  begins: mostly(1, 2, hour),
  left: mostly(hour / 2, 1, 2, hour),
  ended: mostly(0, 1, hour),
  lasts: mostly(hour / 2, hour - 1, hour, 2),
  /** How long after its hour somebody still looks, where its end is set too late. */
  late: mostly(0, 1, hour),
})

function openedOf(plan: PlanOf<typeof openedPlans>, look: Look, index: number): BreakGlass {
  const has = (fault: (typeof plan.faults)[number]) => plan.faults.includes(fault)
  const until = has('ended') ? look.now - plan.ended : look.now + Math.min(plan.left, plan.lasts)
  const begun = has('over an hour') ? look.now - hour - plan.late : until - plan.lasts
  const from = has('not begun') ? look.now + plan.begins : begun
  return {
    id: `opened-${index}`,
    sub: has('sub') ? plan.sub : look.caller.sub,
    agency: has('agency') ? plan.agency : look.caller.agency,
    from,
    until: has('not begun') ? from + plan.lasts : until,
  }
}

/** Any state; what it holds of each kind is often nothing, so that the rest decides. */
export const states: fc.Arbitrary<State> = fc
  .record({
    look: looks,
    residentId: fc.constantFrom(...people),
    stewardshipDays: fc.constantFrom(90, 30, 1, 365),
    registered: meetingPlans,
    spoke: fc.option(meetingPlans, { nil: null }),
    consents: fc.oneof(
      fc.array(consentPlans, { maxLength: 0 }),
      fc.array(consentPlans, { maxLength: 1 }),
      fc.array(consentPlans, { minLength: 1, maxLength: 4 }),
    ),
    breakGlass: fc.oneof(fc.array(openedPlans, { maxLength: 0 }), fc.array(openedPlans, { minLength: 1, maxLength: 3 })),
  })
  .map(({ look, registered, spoke, consents, breakGlass, residentId, stewardshipDays }) => {
    const registration = meetingOf(registered, look, stewardshipDays * day)
    return {
      look,
      grounds: {
        residentId,
        registeredBy: registration.agency,
        registeredAt: registration.at,
        lastSpoke: spoke && meetingOf(spoke, look, stewardshipDays * day),
        stewardshipDays,
        consents: consents.map((plan, index) => consentOf(plan, look, index)),
        breakGlass: breakGlass.map((plan, index) => openedOf(plan, look, index)),
      },
    }
  })
