/** The consent decision against an oracle of its own, over states in which each ground and each refusal decides. */
import * as fc from 'fast-check'
import { decide } from '../../../runtime/consent/decide'
import type { Allowed, Ground, Grounds, Look } from '../../../runtime/consent/grounds'
import { altered } from './altered/rules'
import { accounts, theRules, verdict, type Verdict } from './oracle'
import { hour, states, type State } from './states'

// Thousands of states for each of many altered rules in one test.
jest.setTimeout(120_000)

/** The same cases on every machine. */
const seed = 20_261_124
const runs = { numRuns: 10_000, seed }
const sampled = fc.sample(states, runs)
const judged = sampled.map((state) => ({ ...state, right: verdict(state.look, state.grounds) }))

/** Whether no emergency look is written to last longer than the hour it may. */
const lastsAnHourAtMost = ({ grounds }: State) => grounds.breakGlass.every(({ from, until }) => until - from <= hour)

/** That the answer is one of those that are right. */
function expectRight(answer: Allowed | undefined, right: Verdict | undefined): void {
  expect(answer && { ground: answer.ground, sensitive: [...answer.sensitive].sort() }).toEqual(
    right && { ground: right.ground, sensitive: right.sensitive },
  )
  if (answer && right) expect(right.ids).toContain(answer.id)
}

/** Whether no answer that is right by the one is right by the other. */
function isTold(right: Verdict | undefined, other: Verdict | undefined): boolean {
  if (right === undefined || other === undefined) return right !== other
  return (
    right.ground !== other.ground ||
    right.sensitive.join() !== other.sensitive.join() ||
    !other.ids.some((id) => right.ids.includes(id))
  )
}

describe('a decision over random states', () => {
  test('is that of the oracle: ground, id and sensitive topics', () => {
    fc.assert(
      fc.property(states.filter(lastsAnHourAtMost), ({ look, grounds }) =>
        expectRight(decide(look, grounds), verdict(look, grounds)),
      ),
      runs,
    )
  })

  test('is that of the oracle where an emergency look is written to last longer than its hour', () => {
    fc.assert(
      fc.property(
        states.filter((state) => !lastsAnHourAtMost(state)),
        ({ look, grounds }) => expectRight(decide(look, grounds), verdict(look, grounds)),
      ),
      { ...runs, numRuns: 1000 },
    )
  })

  test('changes nothing of what it reads, and is the same again', () => {
    const before = JSON.stringify(sampled)
    const answers = () => sampled.map(({ look, grounds }) => decide(look, grounds))
    const first = answers()
    expect(answers()).toEqual(first)
    expect(JSON.stringify(sampled)).toBe(before)
  })
})

describe('the random states', () => {
  const least = 50
  const counts = new Map<string, number>()
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1)
  for (const { look, grounds, right } of judged) {
    const all = accounts(look, grounds)
    if (right) count(`${right.ground} decides`)
    if (right && right.sensitive.length > 0) count(`${right.ground} with topics`)
    if (right && right.ids.length > 1) count(`${right.ground} by several ids`)
    if (!right) for (const what of new Set(all.flatMap(oneReason))) count(what)
    if (!right && look.categories.length === 0) count('refused without a category')
    if (right?.ground === 'CONSENT' && look.categories.length === 0) count('CONSENT without a category')
    if (right?.ground === 'CONSENT' && look.purpose === 'REPORTING') count('CONSENT to reporting')
    if (!right && halves(look, grounds)) count('refused though several consents would add up')
  }

  function oneReason({ ground, against }: { readonly ground: Ground; readonly against: readonly string[] }): readonly string[] {
    return against.length === 1 ? [`${ground}: not ${against[0]}`] : []
  }

  function halves(look: Look, grounds: Grounds): boolean {
    const read = accounts(look, grounds).filter(({ ground }) => ground === 'CONSENT')
    return (
      read.length > 1 &&
      Object.keys(theRules.sentences.CONSENT).every((sentence) => read.some((one) => one.for.includes(sentence)))
    )
  }

  const reasons = theRules.order.flatMap((ground) =>
    Object.keys(theRules.sentences[ground]).map((sentence) => `${ground}: not ${sentence}`),
  )

  test.each([
    ...theRules.order.map((ground) => `${ground} decides`),
    ...reasons,
    'OWN with topics',
    'STEWARDSHIP with topics',
    'CONSENT with topics',
    'CONSENT by several ids',
    'BREAK_GLASS by several ids',
    'CONSENT without a category',
    'CONSENT to reporting',
    'refused without a category',
    'refused though several consents would add up',
  ])('often have: %s', (what) => {
    expect(counts.get(what) ?? 0).toBeGreaterThanOrEqual(least)
  })

  test.each(altered)('tell apart: %s', (_, rules) => {
    const enough = 10
    let told = 0
    for (const { look, grounds, right } of judged) {
      if (isTold(right, verdict(look, grounds, rules))) told++
      if (told === enough) break
    }
    expect(told).toBe(enough)
  })
})
