/** The ten programs by the hub's engine, by two rule engines and by hand, on the same households from the raw facts on. */
import { isDeepStrictEqual } from 'node:util'
import type { HouseholdFacts } from '../../../runtime/facts'
import { openRuleBook, type CityRules } from '../../../subgraphs/programs/domain/eligibility/rule-book'
import type { Runner } from '../rounds'
import { readScreening, type Read } from '../screening'
import { openByHand } from './by-hand'
import type { PeerEngines } from './install'
import { openJsonLogic, type Verdicts } from './json-logic'
import { openJsonRules } from './json-rules'
import { limitsOn, ten } from './ten'

export interface Contest {
  readonly runners: readonly Runner[]
  /** The part of the judgements on partly unknown households in which the rules by hand find the hub's outcome. */
  readonly agreeing: number
}

export interface Decks {
  readonly complete: readonly HouseholdFacts[]
  readonly partlyUnknown: readonly HouseholdFacts[]
}

type Screen = (household: HouseholdFacts) => readonly Read[]

/** Throws where the peers do not agree on every outcome of every complete household. */
export async function openContest(engines: PeerEngines, city: CityRules, asOf: string, decks: Decks): Promise<Contest> {
  const limits = limitsOn(asOf, city)
  const day = openRuleBook({ ...city, programs: ten.map((id) => programOf(city, id)) }).on(asOf)
  const hub: Screen = (household) => readScreening(day, household)
  const byHand = openByHand(asOf, limits)
  const jsonLogic = openJsonLogic(engines, asOf, limits, 'by logic')
  const jsonLogicSumsByHand = openJsonLogic(engines, asOf, limits, 'by hand')
  const jsonRules = openJsonRules(engines, asOf, limits)

  for (const household of decks.complete) {
    const expected = outcomesOf(hub(household))
    agree('by hand', household, outcomesOf(byHand(household)), expected)
    agree('json-logic-engine', household, outcomesBy(jsonLogic(household)), expected)
    agree('json-logic-engine with sums by hand', household, outcomesBy(jsonLogicSumsByHand(household)), expected)
    agree('json-rules-engine', household, outcomesBy(await jsonRules(household)), expected)
  }

  return {
    agreeing: partAgreeing(decks.partlyUnknown.slice(0, 500), hub, byHand),
    runners: [
      { name: 'hub', deck: decks.complete, run: readAll(hub) },
      { name: 'json-rules-engine', deck: decks.complete, run: (households) => countAllLater(households, jsonRules) },
      { name: 'json-logic-engine', deck: decks.complete, run: (households) => countAll(households, jsonLogic) },
      {
        name: 'json-logic-engine, sums by hand',
        deck: decks.complete,
        run: (households) => countAll(households, jsonLogicSumsByHand),
      },
      { name: 'by hand', deck: decks.complete, run: readAll(byHand) },
      { name: 'hub, partly unknown', deck: decks.partlyUnknown, run: readAll(hub) },
      { name: 'by hand, partly unknown', deck: decks.partlyUnknown, run: readAll(byHand) },
    ],
  }
}

function programOf({ programs }: CityRules, id: string) {
  const found = programs.find((program) => program.id === id)
  if (found === undefined) throw new Error(`the city has no program ${id}`)
  return found
}

function outcomesOf(screening: readonly Read[]): readonly string[] {
  return screening.map(({ outcome }) => outcome)
}

function outcomesBy(verdicts: Verdicts): readonly string[] {
  return verdicts.map((passes) => (passes ? 'ELIGIBLE' : 'INELIGIBLE'))
}

function agree(peer: string, household: HouseholdFacts, found: readonly string[], expected: readonly string[]): void {
  if (isDeepStrictEqual(found, expected)) return
  const differences = ten.flatMap((program, index) =>
    found[index] === expected[index] ? [] : [`${program}: ${peer} says ${found[index]}, the hub ${expected[index]}`],
  )
  throw new Error(`${differences.join('; ')}\n${JSON.stringify(household)}`)
}

function partAgreeing(households: readonly HouseholdFacts[], one: Screen, other: Screen): number {
  let alike = 0
  for (const household of households) {
    const expected = outcomesOf(one(household))
    alike += outcomesOf(other(household)).filter((outcome, index) => outcome === expected[index]).length
  }
  return alike / (households.length * ten.length)
}

function readAll(screen: Screen): Runner['run'] {
  return (households) => {
    let found = 0
    for (const household of households)
      for (const { outcome, missing, toVerify } of screen(household)) found += outcome.length + missing.length + toVerify.length
    return found
  }
}

function countAll(households: readonly HouseholdFacts[], judge: (household: HouseholdFacts) => Verdicts): number {
  let found = 0
  for (const household of households) for (const passes of judge(household)) found += Number(passes)
  return found
}

async function countAllLater(
  households: readonly HouseholdFacts[],
  judge: (household: HouseholdFacts) => Promise<Verdicts>,
): Promise<number> {
  let found = 0
  for (const household of households) for (const passes of await judge(household)) found += Number(passes)
  return found
}
