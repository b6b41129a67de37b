/** A city's rules, opened for questions. */
import type { HouseholdFacts } from '../../../../runtime/facts'
import type { Answer } from './answer'
import { compile } from './compile'
import { decide } from './decide'
import type { FigureTable } from './figure'
import { hear, openCourt, type Court } from './court'
import type { Diagrams } from './diagram'
import { judge, whenAllHold, type Judgement, type TapedProgram } from './judge'
import { openTruths } from './open-rules'
import type { Definition, ProgramDefinition } from './rule'
import { stepsOf } from './steps-of'
import { Op } from './tape'
import { openTape } from './write-tape'

/** Everything a city's folder says about programs, checked. */
export interface CityRules {
  readonly city: string
  readonly agencies: readonly Agency[]
  readonly programs: readonly ProgramDefinition[]
  readonly figures: FigureTable
  readonly definitions: readonly Definition[]
}

export interface Agency {
  readonly id: string
  readonly name: { readonly en: string; readonly es?: string }
  readonly url?: string
}

export interface RuleBook {
  readonly city: string
  readonly programs: readonly ProgramDefinition[]
  /** Undefined where the city has no such program. `asOf` is an ISO day. */
  decide(programId: string, facts: HouseholdFacts, asOf: string): Answer | undefined
  /** The whole answers for programs of the city by their ids, or for all of them. */
  decideAll(facts: HouseholdFacts, asOf: string, programIds?: readonly string[]): readonly Answer[]
  /** The rules as they stand on a day. */
  on(asOf: string): DayBook
}

/** The rules of one day. Households are heard one at a time. */
export interface DayBook {
  readonly court: Court
  readonly programs: readonly TapedProgram[]
  program(id: string): TapedProgram | undefined
  /** Outcome and facts alone, for all programs, in their order: what a batch needs. */
  screen(facts: HouseholdFacts): readonly Judgement[]
}

/** Days kept compiled: a year of replays without compiling anew. */
const daysKept = 366

/** Of all programs of the city, or of some alone. Rule books that are asked one after the other may keep their truths together. */
export function openRuleBook(city: CityRules, programs = city.programs, truths = openTruths()): RuleBook {
  const days = new Map<string, DayBook>()

  function on(asOf: string): DayBook {
    const kept = days.get(asOf)
    if (kept !== undefined) return kept
    const [oldest] = days.keys()
    if (days.size >= daysKept && oldest !== undefined) days.delete(oldest)
    const book = openDayBook(city, programs, asOf, truths)
    days.set(asOf, book)
    return book
  }

  return {
    city: city.city,
    programs,
    on,
    decide(programId, facts, asOf) {
      const day = on(asOf)
      const { court } = day
      const taped = day.program(programId)
      if (taped === undefined) return undefined
      hear(court, facts, asOf, taped.steps)
      return decide(court, taped)
    },
    decideAll(facts, asOf, programIds) {
      const day = on(asOf)
      const { court, programs } = day
      hear(court, facts, asOf)
      const chosen = programIds === undefined ? programs : programIds.flatMap((id) => day.program(id) ?? [])
      return chosen.map((taped) => decide(court, taped))
    },
  }
}

function openDayBook(city: CityRules, asked: readonly ProgramDefinition[], asOf: string, truths: Diagrams): DayBook {
  const writer = openTape()
  const written = asked.map((definition) => {
    const rules = compile(definition, city, asOf)
    return { rules, numbers: rules.criteria.map(({ when }) => writer.write(when)) }
  })
  const { tape, placeOf } = writer.finish()
  const programs = written.map(({ rules, numbers }) => {
    const criteria = numbers.map((number) => placeOf[number]!)
    const ofStage = (stage: 'SCREEN' | 'VERIFY') => criteria.filter((_, index) => rules.criteria[index]!.stage === stage)
    const verify = ofStage('VERIFY').filter((at) => tape.op[at] !== Op.UNSOURCED)
    const screen = ofStage('SCREEN')
    return {
      rules,
      criteria,
      screen,
      verify,
      deciding: [...screen, ...verify],
      steps: stepsOf(tape, criteria),
      isOpen: rules.open,
      whenAllHold: whenAllHold(rules),
    }
  })
  const byId = new Map(programs.map((program) => [program.rules.program, program]))
  const court = openCourt(tape, truths)
  return {
    court,
    programs,
    program: (id) => byId.get(id),
    screen(facts) {
      hear(court, facts, asOf)
      return programs.map((program) => judge(court, program))
    },
  }
}
