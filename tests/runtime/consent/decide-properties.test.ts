/** What never adds to what may be read, and what never takes from it. */
import * as fc from 'fast-check'
import { decide } from '../../../runtime/consent/decide'
import {
  dataCategories,
  purposes,
  sensitiveTopics,
  type Allowed,
  type Consent,
  type Grounds,
} from '../../../runtime/consent/grounds'
import { addDays } from '../../../runtime/days'
import { day, states, type State } from './states'

/** The same cases on every machine. */
const runs = { numRuns: 3000, seed: 20_261_124 }

const order = ['OWN', 'STEWARDSHIP', 'CONSENT', 'BREAK_GLASS']
const decided = ({ look, grounds }: State) => decide(look, grounds)

/** That whatever is allowed now was allowed before, on as good a ground and with no topic more. */
function expectNothingAdded(before: Allowed | undefined, after: Allowed | undefined): void {
  if (after === undefined) return
  expect(before).not.toBe(undefined)
  expect(order.indexOf(after.ground)).toBeGreaterThanOrEqual(order.indexOf(before!.ground))
  expect(before!.sensitive).toEqual(expect.arrayContaining([...after.sensitive]))
}

const withGrounds = ({ look, grounds }: State, changed: Partial<Grounds>): State => ({
  look,
  grounds: { ...grounds, ...changed },
})

/** The state with one of its consents changed, where it has any. */
function withConsent(state: State, pick: number, change: (consent: Consent) => Consent): State {
  const { consents } = state.grounds
  const at = pick % consents.length
  return withGrounds(state, { consents: consents.map((consent, index) => (index === at ? change(consent) : consent)) })
}

/** That the one never has what the other has not. Allowed and changed answers are counted: over refusals alone it would always hold. */
function holds<Drawn>(
  drawn: fc.Arbitrary<Drawn>,
  change: (state: State, drawn: Drawn) => readonly [less: State, more: State],
): void {
  let allowed = 0
  let differs = 0
  fc.assert(
    fc.property(states, drawn, (state, one) => {
      const [less, more] = change(state, one).map(decided)
      expectNothingAdded(more, less)
      if (less) allowed++
      if (JSON.stringify(less) !== JSON.stringify(more)) differs++
    }),
    runs,
  )
  expect(allowed).toBeGreaterThan(100)
  expect(differs).toBeGreaterThan(20)
}

describe('what may be read does not grow', () => {
  test('by a revocation', () => {
    holds(fc.record({ pick: fc.nat(), ago: fc.constantFrom(0, 1, day, -1) }), (state, { pick, ago }) => [
      withConsent(state, pick, (consent) => ({
        ...consent,
        revokedAt: Math.min(state.look.now - ago, consent.revokedAt ?? Infinity),
      })),
      state,
    ])
  })

  test('by the loss of a consent, of an emergency look or of a conversation', () => {
    holds(
      fc.record({ pick: fc.nat(), kind: fc.constantFrom('consents' as const, 'breakGlass' as const, 'lastSpoke' as const) }),
      (state, { pick, kind }) => {
        const { consents, breakGlass } = state.grounds
        const without = <Of>(list: readonly Of[]) => list.filter((_, index) => index !== pick % list.length)
        const lost = {
          consents: { consents: without(consents) },
          breakGlass: { breakGlass: without(breakGlass) },
          lastSpoke: { lastSpoke: null },
        }
        return [withGrounds(state, lost[kind]), state]
      },
    )
  })

  test('by time, once all that is to begin has begun', () => {
    const later = fc.record({ instants: fc.oneof(fc.constantFrom(1, 2, day), fc.nat(400 * day)), days: fc.nat(40) })
    holds(later, ({ look, grounds }, { instants, days }) => {
      const begun: Grounds = {
        ...grounds,
        consents: grounds.consents.map((one) => ({ ...one, validFrom: one.validFrom < look.today ? one.validFrom : look.today })),
        breakGlass: grounds.breakGlass.map((one) => ({ ...one, from: Math.min(one.from, look.now) })),
      }
      const then = { ...look, now: look.now + instants, today: addDays(look.today, days) }
      return [
        { look: then, grounds: begun },
        { look, grounds: begun },
      ]
    })
  })

  test('by a shorter stewardship', () => {
    holds(fc.nat(90), (state, days) => [
      withGrounds(state, { stewardshipDays: Math.min(days, state.grounds.stewardshipDays) }),
      state,
    ])
  })

  test('by a category more that is asked for', () => {
    holds(fc.constantFrom(...dataCategories), ({ look, grounds }, category) => [
      { look: { ...look, categories: [...look.categories, category] }, grounds },
      { look, grounds },
    ])
  })

  test('by calling as a resident, for whom it is not about', () => {
    let lost = 0
    fc.assert(
      fc.property(states, fc.nat(), (state, place) => {
        const { look, grounds } = state
        fc.pre(look.caller.sub !== grounds.residentId)
        const roles = look.caller.roles.toSpliced(place % (look.caller.roles.length + 1), 0, 'resident')
        if (decided(state)) lost++
        expect(decide({ ...look, caller: { ...look.caller, roles } }, grounds)).toBe(undefined)
      }),
      runs,
    )
    expect(lost).toBeGreaterThan(100)
  })
})

describe('what may be read does not shrink', () => {
  test('by a recipient, a category, a purpose or a topic more, or a discloser where some are named', () => {
    const terms = fc.record({
      pick: fc.nat(),
      recipients: fc.subarray(['hra', 'hpd', 'dss', 'peu']),
      disclosers: fc.subarray(['hra', 'hpd', 'dss', 'peu']),
      categories: fc.subarray([...dataCategories]),
      purposes: fc.subarray([...purposes]),
      sensitive: fc.subarray([...sensitiveTopics]),
    })
    holds(terms, (state, { pick, ...more }) => [
      state,
      withConsent(state, pick, (consent) => ({
        ...consent,
        recipients: [...consent.recipients, ...more.recipients],
        disclosers: consent.disclosers.length > 0 ? [...consent.disclosers, ...more.disclosers] : [],
        categories: [...consent.categories, ...more.categories],
        purposes: [...consent.purposes, ...more.purposes],
        sensitive: [...consent.sensitive, ...more.sensitive],
      })),
    ])
  })
})

describe('roles', () => {
  test('that are not resident neither help nor hinder, known or not', () => {
    const others = fc.array(
      fc.oneof(fc.string(), fc.constantFrom('supervisor', 'privacy_officer', 'RESIDENT', 'resident ', 'admin', '*')),
    )
    fc.assert(
      fc.property(states, others, ({ look, grounds }, roles) => {
        const others = roles.filter((role) => role !== 'resident')
        const own = look.caller.roles.filter((role) => role === 'resident')
        const changed = { ...look, caller: { ...look.caller, roles: [...others, ...own] } }
        expect(decide(changed, grounds)).toEqual(decide(look, grounds))
      }),
      runs,
    )
  })
})

describe('consents that each cover a part', () => {
  /** Each takes away one of the terms that a consent covers a look by. */
  const lacks: readonly ((consent: Consent, state: State, pick: number) => Consent)[] = [
    (consent, { look }) => ({ ...consent, recipients: consent.recipients.filter((agency) => agency !== look.caller.agency) }),
    (consent, { look }) => ({ ...consent, disclosers: [`not-${look.holder}`] }),
    (consent, { look }) => ({ ...consent, purposes: consent.purposes.filter((purpose) => purpose !== look.purpose) }),
    (consent, { look }, pick) => ({
      ...consent,
      categories: consent.categories.filter((category) => category !== look.categories[pick % look.categories.length]),
    }),
    (consent, { look }) => ({ ...consent, validFrom: addDays(look.today, 1), validTo: null }),
    (consent, { look }) => ({ ...consent, validTo: addDays(look.today, -1) }),
    (consent, { look }) => ({ ...consent, revokedAt: look.now }),
  ]

  test('never make one that covers the whole, though the whole one does', () => {
    const parts = fc.array(fc.record({ lack: fc.nat(lacks.length - 1), pick: fc.nat() }), { minLength: 2, maxLength: 7 })
    fc.assert(
      fc.property(states, parts, (state, chosen) => {
        const { look } = state
        fc.pre(!look.caller.roles.includes('resident') && look.categories.length > 0)
        const whole: Consent = {
          id: 'whole',
          disclosers: [],
          recipients: [look.caller.agency],
          categories: look.categories,
          sensitive: ['HIV'],
          purposes: [look.purpose],
          validFrom: look.today,
          validTo: null,
          revokedAt: null,
        }
        const alone = withGrounds(state, { registeredBy: 'none', lastSpoke: null, breakGlass: [], consents: [whole] })
        const halves = chosen.map(({ lack, pick }, index) => ({ ...lacks[lack]!(whole, state, pick), id: `part-${index}` }))
        expect(decided(alone)).toEqual({ ground: 'CONSENT', id: 'whole', sensitive: ['HIV'] })
        expect(decided(withGrounds(alone, { consents: halves }))).toBe(undefined)
      }),
      runs,
    )
  })

  test('add no topic to one that covers, though they name it', () => {
    const part = fc.record({ lack: fc.nat(lacks.length - 1), pick: fc.nat(), place: fc.nat() })
    fc.assert(
      fc.property(states, part, (state, { lack, pick, place }) => {
        const { look, grounds } = state
        fc.pre(look.categories.length > 0 && grounds.consents.length > 0)
        const named = { ...grounds.consents[0]!, categories: look.categories, sensitive: sensitiveTopics }
        const half = { ...lacks[lack]!(named, state, pick), id: 'half' }
        const consents = grounds.consents.toSpliced(place % (grounds.consents.length + 1), 0, half)
        expect(decided(withGrounds(state, { consents }))).toEqual(decided(state))
      }),
      runs,
    )
  })
})
