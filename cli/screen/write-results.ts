import type { HouseholdFacts } from '../../runtime/facts'
import { asks, isWithheld } from '../../subgraphs/programs/domain/eligibility/decide'
import { refer } from '../../subgraphs/programs/domain/eligibility/explain'
import { hear } from '../../subgraphs/programs/domain/eligibility/court'
import { judge, type Judgement } from '../../subgraphs/programs/domain/eligibility/judge'
import { ofMember, type Fact } from '../../subgraphs/programs/domain/eligibility/open-facts'
import type { DayBook, RuleBook } from '../../subgraphs/programs/domain/eligibility/rule-book'
import { outcomes } from './plan'
import type { Writer } from './writer'

/** Writes the results of a household as a JSON list; the outcome of each program is counted. */
export type WriteResults = (facts: HouseholdFacts, counts: Uint32Array, writer: Writer) => void

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
  const beginnings = headings(book, programs).map((heading, index) =>
    outcomes.map((outcome) => Buffer.from(`${index === 0 ? '[' : ','}${heading},"outcome":"${outcome}"`)),
  )
  // Most results are no more than that.
  const whole = beginnings.map((ofProgram) => ofProgram.map((beginning) => Buffer.from(`${beginning.toString()}}`)))
  const { sheet } = day.court.desk
  const ids: string[] = []
  const references: string[] = []
  const written: string[] = []
  const writtenFor: number[] = []
  let household = 0

  /** What is written of a member stands until somebody else is in that place. */
  function forgetOthers({ members }: HouseholdFacts): void {
    for (let member = 0; member < members.length; member++) {
      const { id } = members[member]!
      if (ids[member] === id) continue
      ids[member] = id
      for (let fact = ofMember(0, member); fact < ofMember(0, member + 1); fact++) references[fact] = ''
    }
  }

  function textOf(fact: Fact, facts: HouseholdFacts): string {
    if (writtenFor[fact] === household) return written[fact]!
    let text = ''
    for (const one of asks(fact, sheet)) {
      if (isWithheld(one, sheet)) continue
      const reference = (references[one] ||= JSON.stringify(refer(one, facts)))
      text = text === '' ? reference : `${text},${reference}`
    }
    writtenFor[fact] = household
    return (written[fact] = text)
  }

  function listOf(name: string, missing: readonly Fact[], facts: HouseholdFacts): string {
    let list = ''
    for (const fact of missing) {
      const text = textOf(fact, facts)
      if (text !== '') list += list === '' ? text : `,${text}`
    }
    return list === '' ? '' : `,"${name}":[${list}]`
  }

  return (facts, counts, writer) => {
    const judgements = judgeAll(facts)
    household++
    forgetOthers(facts)
    if (programs.length === 0) writer.write('[')
    for (let index = 0; index < judgements.length; index++) {
      const { outcome, missing, toVerify, isCut } = judgements[index]!
      const code = outcomes.indexOf(outcome)
      counts[index * outcomes.length + code]!++
      if (missing.length === 0 && toVerify.length === 0 && !isCut) {
        writer.put(whole[index]![code]!)
        continue
      }
      writer.put(beginnings[index]![code]!)
      let rest = missing.length > 0 ? listOf('missing', missing, facts) : ''
      if (isCut) rest += ',"mayNameTooMany":true'
      if (toVerify.length > 0) rest += listOf('toVerify', toVerify, facts)
      writer.write(`${rest}}`)
    }
    writer.write(']')
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
  return (facts, counts, writer) => {
    const results = book.decideAll(facts, asOf, programs).map((answer, index) => {
      counts[index * outcomes.length + outcomes.indexOf(answer.outcome)]!++
      return `${beginnings[index]},${JSON.stringify({ ...answer, program: undefined }).slice(1)}`
    })
    writer.write(`[${results.join(',')}]`)
  }
}

function headings({ programs: known }: RuleBook, programs: readonly string[]): readonly string[] {
  const externalIds = new Map(known.map((program) => [program.id, program.externalIds]))
  return programs.map((program) => JSON.stringify({ program, externalIds: externalIds.get(program) }).slice(0, -1))
}
