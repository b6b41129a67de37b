/** The days of a rule book keep their truths in one place, and each answers as if it were alone. */
import { householdLine } from '../../../bench/households'
import type { HouseholdFacts } from '../../../runtime/facts'
import { scanLine } from '../../../runtime/scan-facts'
import { hear } from '../../../subgraphs/programs/domain/eligibility/court'
import { judge, type Judgement } from '../../../subgraphs/programs/domain/eligibility/judge'
import type { DayBook } from '../../../subgraphs/programs/domain/eligibility/rule-book'
import { openCity } from './cities'

const days = ['2025-12-01', '2026-06-01'] as const
const nyc = openCity('nyc')

/** Every other one is partly known. */
function household(number: number): HouseholdFacts {
  return scanLine(Buffer.from(householdLine(2 * number + 1, days[0])), days[0])!.facts
}

const judgeAll = ({ court, programs }: DayBook): readonly Judgement[] => programs.map((program) => judge(court, program))

test('a household that was heard on one day is answered alike whatever was asked of another day since', () => {
  const [early, late] = days.map((day) => nyc.on(day)) as [DayBook, DayBook]
  const { diagrams } = early.court.open
  const apart = openCity('nyc').on(days[0])
  expect(late.court.open.diagrams).toBe(diagrams)
  let other = 0
  for (let number = 0; number < 20; number++) {
    const facts = household(number)
    const expected = apart.screen(facts)
    hear(early.court, facts, days[0])
    expect(judgeAll(early)).toEqual(expected)
    // Until all that was known is forgotten at least once.
    for (const age = diagrams.age(); diagrams.age() === age; other++) late.screen(household(other))
    expect(judgeAll(early)).toEqual(expected)
  }
})
