/** Which question to ask a household next, over many programs at once. */
import { householdFacts, memberFacts, type HouseholdFacts } from '../../../../runtime/facts'
import type { FactQuestion, SettlingFact } from './answer'
import { couldSettle } from './could-settle'
import { questions } from './decide'
import { hear } from './court'
import { judge } from './judge'
import type { DayBook } from './rule-book'

/** A program whose answer is still open. */
export interface OpenProgram {
  readonly program: string
  readonly missing: readonly FactQuestion[]
  readonly couldSettle: readonly SettlingFact[]
}

export interface InterviewQuestion extends FactQuestion {
  /** The programs that still miss the fact. */
  readonly programs: readonly string[]
  /** Those of them that it may decide alone. */
  readonly settles: readonly string[]
}

/**
 * The questions still worth asking, the next best one first: the fact that may decide most programs alone, then the one that most of them
 * miss, then the order of the catalogue. Whether a list of amounts is whole is asked right after what is on it.
 */
export function interview(open: readonly OpenProgram[]): readonly InterviewQuestion[] {
  const found = new Map<string, InterviewQuestion>()
  for (const { program, missing, couldSettle: settling } of open) {
    const alone = new Set(settling.map(keyOf))
    for (const question of missing) {
      const key = keyOf(question)
      const { programs, settles } = found.get(key) ?? { programs: [], settles: [] }
      const now = alone.has(key) ? [...settles, program] : settles
      found.set(key, { ...question, programs: [...programs, program], settles: now })
    }
  }
  const leading = (question: InterviewQuestion) => found.get(keyOf(leadOf(question))) ?? question
  return [...found.values()].sort((one, other) => compare(leading(one), leading(other)) || placeOf(one) - placeOf(other))
}

function compare(one: InterviewQuestion, other: InterviewQuestion): number {
  if (one === other) return 0
  return other.settles.length - one.settles.length || other.programs.length - one.programs.length || placeOf(one) - placeOf(other)
}

/** The programs whose answer is still open, with all that the interview needs to know of each. */
export function openPrograms(
  day: DayBook,
  household: HouseholdFacts,
  asOf: string,
  programIds: readonly string[],
): readonly OpenProgram[] {
  const { court } = day
  hear(court, household, asOf)
  // All are judged before any is tried out: that hears other households.
  const open = programIds.flatMap((id) => {
    const program = day.program(id)
    if (program === undefined) return []
    const { outcome, missing } = judge(court, program)
    return outcome === 'NEEDS_INFORMATION' ? [{ program, missing: questions(missing, court.desk.sheet, household) }] : []
  })
  return open.map(({ program, missing }) => ({
    program: program.rules.program,
    missing,
    couldSettle: couldSettle(court, program, { household, asOf, missing }),
  }))
}

type FactName = Pick<FactQuestion, 'fact' | 'member'>

function keyOf({ fact, member }: FactName): string {
  return `${fact} ${member ?? ''}`
}

function leadOf({ fact, member }: FactQuestion): FactName {
  const list = fact === 'incomesComplete' ? 'incomes' : fact === 'expensesComplete' ? 'expenses' : fact
  return member === undefined ? { fact } : { fact: list, member }
}

const catalogue = [...Object.keys(householdFacts), ...Object.keys(memberFacts)]

function placeOf({ fact }: FactQuestion): number {
  return catalogue.indexOf(fact)
}
