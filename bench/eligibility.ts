import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readCity } from '../runtime/city/read-city'
import type { HouseholdFacts } from '../runtime/facts'
import { packageRoot } from '../runtime/root'
import { openRuleBook } from '../subgraphs/programs/domain/eligibility/rule-book'
import { loadRules } from '../subgraphs/programs/load-rules'
import { asksOf, measureLatencies } from './eligibility/explaining'
import { factsRead } from './eligibility/facts-read'
import { makeHouseholds } from './eligibility/households'
import { openContest, type Decks } from './eligibility/peers/contest'
import { installPeers } from './eligibility/peers/install'
import { measureRates, type Plan } from './eligibility/rounds'
import { partMarked, screenAll } from './eligibility/screening'
import { boundsOf, report, type Findings } from './eligibility/table'

const usage = `npm run bench:eligibility -- [options]
  --rounds 10        how often everything is measured
  --seconds 0.8      after which one measurement breaks off, to go on in the next round
  --households 5000  complete ones, and as many partly unknown ones
  --seed 1           other households
  --json             the numbers as JSON`

/** A day on which every figure of the ten programs has a source. */
const asOf = '2026-06-01'

/** The part of the facts that a partly unknown household lacks. */
const unknown = 0.2

/** Households on which the peers have to agree, and are measured. */
const contested = 3000

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '10' },
      seconds: { type: 'string', default: '0.8' },
      households: { type: 'string', default: '5000' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  const plan: Plan = {
    rounds: whole('--rounds', values.rounds),
    seconds: positive('--seconds', values.seconds),
    mostSeconds: 40,
  }

  tell('rules and households ...')
  const city = loadRules(readCity(join(packageRoot, 'cities'), 'nyc'))
  const book = openRuleBook(city)
  const day = book.on(asOf)
  const wanted = {
    count: whole('--households', values.households),
    seed: whole('--seed', values.seed),
    asOf,
    reads: factsRead(day.court.tape),
  }
  const decks: Decks = {
    complete: makeHouseholds({ ...wanted, unknown: 0 }),
    partlyUnknown: makeHouseholds({ ...wanted, seed: wanted.seed + 1, unknown }),
  }
  const halfAndHalf = inTurn(decks)
  const marked = partMarked(day, decks.partlyUnknown)

  tell('outcomes and missing facts of all programs ...')
  const screening = await measureRates(
    [
      screenAll('half and half', day, halfAndHalf),
      screenAll('complete', day, decks.complete),
      screenAll('partly unknown', day, decks.partlyUnknown),
    ],
    plan,
  )

  tell('explained answers ...')
  const deckOf = { 'half and half': halfAndHalf, complete: decks.complete, 'partly unknown': decks.partlyUnknown }
  const latencies = measureLatencies(asksOf(book, asOf, deckOf, ['scrie', 'snap', 'medicaid']), {
    ...plan,
    seconds: plan.seconds / 3,
  })

  const contest = await compare()
  const findings: Findings = { plan, programs: day.programs.length, screening, marked, latencies, contest }
  const bounds = boundsOf(findings)
  console.log(report(findings, bounds, values.json))
  if (bounds.some(({ holds, isAim }) => !holds && !isAim)) process.exitCode = 1

  async function compare(): Promise<Findings['contest']> {
    const few = { complete: decks.complete.slice(0, contested), partlyUnknown: decks.partlyUnknown.slice(0, contested) }
    tell('ten programs next to the peers ...')
    const engines = installPeers(tell)
    if ('reason' in engines) return engines
    const { runners, agreeing } = await openContest(engines, city, asOf, few)
    return { agreeing, rates: await measureRates(runners, { ...plan, seconds: plan.seconds / 2 }) }
  }
}

/** One complete, one partly unknown. */
function inTurn({ complete, partlyUnknown }: Decks): readonly HouseholdFacts[] {
  return complete.flatMap((household, index) => [household, partlyUnknown[index] as HouseholdFacts])
}

function positive(option: string, text: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= 100_000)) throw new Error(`${option}: expected a number above 0, not ${text}`)
  return value
}

function whole(option: string, text: string): number {
  const value = positive(option, text)
  if (!Number.isInteger(value)) throw new Error(`${option}: expected a whole number, not ${text}`)
  return value
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}

main().catch((error: unknown) => {
  tell(`bench:eligibility: ${(error as Error).message}`)
  process.exitCode = 1
})
