/**
 * Which of the missing facts may decide alone, and what the answer would be for which of their values. For each value the household is
 * heard again as it would be known, so this is dear, and asked for only where somebody wants to see it.
 */
import type { HouseholdFacts } from '../../../../runtime/facts'
import type { FactQuestion, Outcome, SettlingFact } from './answer'
import { expenses, householdByName, incomes, memberByName } from './facts-by-number'
import { hear, type Court } from './court'
import { judge, type TapedProgram } from './judge'
import { ofMember, type Fact } from './open-facts'
import { closingOf } from './sheet'
import { valuesOf } from './suppose'
import { kindOf, valuesTold, type Asked } from './values-told'

/** A household on a day, and the facts that the answer of a program still misses. */
export interface Missing {
  readonly household: HouseholdFacts
  readonly asOf: string
  readonly missing: readonly FactQuestion[]
}

/**
 * The facts that settle it whatever is said come first, then those that may, each in the order of `missing`. Every answer told is the one
 * that the engine gives once the value is on record; a value that is not told leaves it open, or is decided only together with others.
 * Afterwards the court has heard other households than this.
 */
export function couldSettle(court: Court, program: TapedProgram, open: Missing): SettlingFact[] {
  const settling = asked(court, program, open).flatMap(({ question, about }) => {
    const told = valuesTold(about, (known) => outcomeOf(court, program, known, open.asOf))
    const answers = told.flatMap(({ value, outcome }) => (outcome === undefined ? [] : [{ value, outcome }]))
    return answers.length === 0 ? [] : [{ always: answers.length === told.length, fact: { ...question, answers } }]
  })
  return settling.sort((one, other) => Number(other.always) - Number(one.always)).map(({ fact }) => fact)
}

/** What is asked about one after the other: a list of amounts and whether it is whole are told together. */
function asked(court: Court, { steps }: TapedProgram, { household, asOf, missing }: Missing) {
  hear(court, household, asOf, steps)
  const { desk, tape } = court
  const facts = new Map<Fact, FactQuestion>()
  for (const question of missing) {
    const fact = factOf(question, household)
    if (fact !== undefined && !facts.has(fact)) facts.set(fact, question)
  }
  return [...facts].map(([fact, question]): { readonly question: FactQuestion; readonly about: Asked } => {
    const isCounted = ['NUMBER', 'INCOMES', 'EXPENSES'].includes(kindOf(fact).kind)
    return { question, about: { fact, household, asOf, tape, steps, values: isCounted ? valuesOf(desk, steps, fact) : [] } }
  })
}

function factOf({ fact, member }: FactQuestion, { members }: HouseholdFacts): Fact | undefined {
  const number = (member === undefined ? householdByName : memberByName).get(fact)?.number
  if (number === undefined || member === undefined) return number
  const list = [incomes, expenses].find((one) => closingOf(one) === number)
  const index = members.findIndex(({ id }) => id === member)
  return index < 0 ? undefined : ofMember(list ?? number, index)
}

/** What a test refuses, and what every test before applying holds for, is judged; the rest is taken to be open. */
function outcomeOf(court: Court, program: TapedProgram, household: HouseholdFacts, asOf: string): Outcome | undefined {
  hear(court, household, asOf, program.steps)
  const { yes, no } = court.desk
  if (!program.criteria.some((at) => no[at] !== 0) && program.screen.some((at) => yes[at] === 0)) return undefined
  const { outcome } = judge(court, program)
  return outcome === 'NEEDS_INFORMATION' ? undefined : outcome
}
