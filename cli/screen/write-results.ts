import type { HouseholdFacts } from '../../runtime/facts'
import { asks, isWithheld } from '../../subgraphs/programs/domain/eligibility/decide'
import { refer } from '../../subgraphs/programs/domain/eligibility/explain'
import { hear } from '../../subgraphs/programs/domain/eligibility/court'
import { judge, type Judgement } from '../../subgraphs/programs/domain/eligibility/judge'
import { memberOf, numberOf, type Fact } from '../../subgraphs/programs/domain/eligibility/open-facts'
import type { DayBook, RuleBook } from '../../subgraphs/programs/domain/eligibility/rule-book'
import { outcomes } from './plan'

/** The results of a household as the text of a JSON list; the outcome of each program is counted. */
export type WriteResults = (facts: HouseholdFacts, counts: Uint32Array) => string

interface Choice {
  readonly asOf: string
  /** Ids of programs of the city, in the order of the results. */
  readonly programs: readonly string[]
}

/**
 * Outcomes, missing facts and those to verify. Whatever is the same for every household is written once, and a fact that many programs
 * miss is written once for each household: a million households have more than a hundred million results.
 */
export function briefResults(book: RuleBook, { asOf, programs }: Choice): WriteResults {
  const day = book.on(asOf)
  const judgeAll = judgeOf(day, programs, asOf)
  const beginnings = headings(book, programs).map((heading) => outcomes.map((outcome) => `${heading},"outcome":"${outcome}"`))
  const { sheet } = day.court.desk
  const written: string[] = []
  const writtenFor: number[] = []
  const heads: string[] = []
  let household = 0

  function textOf(fact: Fact, facts: HouseholdFacts): string {
    if (writtenFor[fact] === household) return written[fact]!
    const asked = asks(fact, sheet).filter((one) => !isWithheld(one, sheet))
    writtenFor[fact] = household
    return (written[fact] = asked.map((one) => reference(one, facts)).join(','))
  }

  function reference(fact: Fact, facts: HouseholdFacts): string {
    const member = memberOf(fact)
    const place = member < 0 ? numberOf(fact) : 128 + numberOf(fact)
    heads[place] ??= `{"fact":"${refer(fact, facts).fact}"`
    return member < 0 ? `${heads[place]}}` : `${heads[place]},"member":${JSON.stringify(facts.members[member]!.id)}}`
  }

  function listOf(name: string, missing: readonly Fact[], facts: HouseholdFacts): string {
    let list = ''
    for (const fact of missing) {
      const text = textOf(fact, facts)
      if (text !== '') list += list === '' ? text : `,${text}`
    }
    return list === '' ? '' : `,"${name}":[${list}]`
  }

  return (facts, counts) => {
    const judgements = judgeAll(facts)
    household++
    let text = '['
    for (let index = 0; index < judgements.length; index++) {
      const { outcome, missing, toVerify, isCut } = judgements[index]!
      const code = outcomes.indexOf(outcome)
      counts[index * outcomes.length + code]!++
      text += index === 0 ? beginnings[index]![code]! : `,${beginnings[index]![code]!}`
      if (missing.length > 0) text += listOf('missing', missing, facts)
      if (isCut) text += ',"mayNameTooMany":true'
      if (toVerify.length > 0) text += listOf('toVerify', toVerify, facts)
      text += '}'
    }
    return `${text}]`
  }
}

/** Judges by some programs of a day, or by all; by some, only the steps that these stand on are taken. */
function judgeOf(day: DayBook, programs: readonly string[], asOf: string): (facts: HouseholdFacts) => readonly Judgement[] {
  const chosen = programs.flatMap((id) => day.program(id) ?? [])
  if (chosen.length === day.programs.length && chosen.every((program, index) => program === day.programs[index]))
    return (facts) => day.screen(facts)
  const steps = Int32Array.from(new Set(chosen.flatMap((program) => [...program.steps]))).sort()
  return (facts) => {
    hear(day.court, facts, asOf, steps)
    return chosen.map((program) => judge(day.court, program))
  }
}

/** The whole answers, with their criteria, as the graph gives them. */
export function fullResults(book: RuleBook, { asOf, programs }: Choice): WriteResults {
  const beginnings = headings(book, programs)
  return (facts, counts) => {
    const results = book.decideAll(facts, asOf, programs).map((answer, index) => {
      counts[index * outcomes.length + outcomes.indexOf(answer.outcome)]!++
      return `${beginnings[index]},${JSON.stringify({ ...answer, program: undefined }).slice(1)}`
    })
    return `[${results.join(',')}]`
  }
}

function headings({ programs: known }: RuleBook, programs: readonly string[]): readonly string[] {
  const externalIds = new Map(known.map((program) => [program.id, program.externalIds]))
  return programs.map((program) => JSON.stringify({ program, externalIds: externalIds.get(program) }).slice(0, -1))
}
