import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { listCities, readCity } from '../runtime/city/read-city'
import { startOf } from '../runtime/city/place'
import { readSettings } from '../runtime/config'
import { StartError } from '../runtime/errors'
import { figureOnDay } from '../subgraphs/programs/domain/eligibility/figure-on-day'
import type { Figure } from '../subgraphs/programs/domain/eligibility/figure'
import { openRuleBook, type CityRules } from '../subgraphs/programs/domain/eligibility/rule-book'
import { loadRules } from '../subgraphs/programs/load-rules'
import { mismatches } from '../subgraphs/programs/rules/check-cases'
import { mutateFigure, mutateRule } from '../subgraphs/programs/rules/mutants'
import { readCases, type GoldenCase } from '../subgraphs/programs/rules/read-cases'
import { requireCity } from './city/open-city'
import { sentence } from './sentence'

interface Tested {
  readonly rules: CityRules
  readonly cases: ReadonlyMap<string, readonly GoldenCase[]>
}

interface Tally {
  killed: number
  /** Changes that no rule can ever see: they leave every limit of every day as it was. */
  equal: number
  readonly survivors: string[]
}

/**
 * `npm run mutate:rules [-- --city nyc --program scrie --json]`: makes every small mistake in the rules and figures, one at a time, and
 * looks whether a golden case notices. Exit code 1 where one goes unnoticed.
 */
function main(args: readonly string[]): void {
  const { values } = parseArgs({
    args: [...args],
    options: { city: { type: 'string' }, program: { type: 'string' }, json: { type: 'boolean' } },
  })
  const root = readSettings(process.env).cities
  const cities = (values.city === undefined ? listCities(root) : [requireCity(root, values.city)]).map((id) =>
    openTested(root, id),
  )
  const known = cities.flatMap(({ rules }) => rules.programs.map(({ id }) => id))
  // Nothing would be changed then, and nothing would survive.
  if (values.program !== undefined && !known.includes(values.program))
    throw new StartError(`--program: there is no "${values.program}": expected one of ${known.join(', ')}.`)
  const tally: Tally = { killed: 0, equal: 0, survivors: [] }
  const chosen = (id: string) => values.program === undefined || id === values.program
  for (const city of cities) mutatePrograms(city, chosen, tally, values.json !== true)
  mutateFigures(cities, chosen, tally)
  const { killed, equal, survivors } = tally
  if (values.json) console.log(JSON.stringify(tally))
  else {
    for (const survivor of survivors) console.log(`survives: ${survivor}`)
    console.log(
      `${killed + survivors.length} mutants, ${killed} killed, ${survivors.length} survive; ${equal} changes alter no limit`,
    )
  }
  process.exitCode = survivors.length > 0 ? 1 : 0
}

function openTested(root: string, id: string): Tested {
  const files = readCity(root, id)
  const cases = files.under('cases').map((file) => readCases(file.data, startOf(file, [])))
  return { rules: loadRules(files), cases: new Map(cases.map((read) => [read.program, read.cases])) }
}

function mutatePrograms({ rules, cases }: Tested, chosen: (id: string) => boolean, tally: Tally, tell: boolean): void {
  for (const program of rules.programs.filter(({ id }) => chosen(id))) {
    const before = tally.survivors.length
    for (const { what, mutated } of mutateRule(program)) {
      const programs = rules.programs.map((other) => (other.id === program.id ? mutated : other))
      judge(`${rules.city}/${program.id} ${what}`, () => notices({ ...rules, programs }, cases, [program.id]), tally)
    }
    const survive = tally.survivors.length - before
    if (tell && survive > 0) console.error(`${rules.city}/${program.id}: ${survive} survive`)
  }
  for (const definition of rules.definitions) {
    const users = rules.programs.filter(({ versions }) => uses(versions, definition.id, rules)).map(({ id }) => id)
    if (!users.some(chosen)) continue
    for (const { what, mutated } of mutateRule(definition)) {
      const definitions = rules.definitions.map((other) => (other.id === definition.id ? mutated : other))
      judge(`${rules.city}/definition ${definition.id} ${what}`, () => notices({ ...rules, definitions }, cases, users), tally)
    }
  }
}

/** A figure that cities share is changed in all of them at once. */
function mutateFigures(cities: readonly Tested[], chosen: (id: string) => boolean, tally: Tally): void {
  const done = new Set<string>()
  for (const { rules } of cities) {
    for (const figure of Object.values(rules.figures)) {
      const shared = cities.filter((city) => JSON.stringify(city.rules.figures[figure.id]) === JSON.stringify(figure))
      const readers = shared.map((city) => ({ city, programs: readersOf(figure.id, city.rules) }))
      const key = `${figure.id} ${JSON.stringify(figure)}`
      if (done.has(key) || !readers.some(({ programs }) => programs.some(chosen))) continue
      done.add(key)
      for (const { what, mutated } of mutateFigure(figure)) {
        const changed = readers.map(({ city, programs }) => ({
          city,
          programs,
          rules: { ...city.rules, figures: { ...city.rules.figures, [figure.id]: mutated } },
        }))
        if (changed.every(({ city, programs, rules: after }) => isEqual(figure, mutated, programs, city.rules, after)))
          tally.equal += 1
        else
          judge(
            `figure ${figure.id} ${what}`,
            () => changed.some(({ city, programs, rules: after }) => notices(after, city.cases, programs)),
            tally,
          )
      }
    }
  }
}

function judge(what: string, noticed: () => boolean, tally: Tally): void {
  if (noticed()) tally.killed += 1
  else tally.survivors.push(what)
}

function notices(rules: CityRules, cases: Tested['cases'], programs: readonly string[]): boolean {
  const book = openRuleBook(
    rules,
    rules.programs.filter(({ id }) => programs.includes(id)),
  )
  return programs.some((id) =>
    (cases.get(id) ?? []).some((golden) => {
      const answer = book.decide(id, golden.facts, golden.asOf)
      return answer !== undefined && mismatches(golden, answer).length > 0
    }),
  )
}

/** Whether a part of the rules names the definition, itself or by way of others. */
function uses(part: unknown, definition: string, rules: CityRules): boolean {
  if (typeof part !== 'object' || part === null) return false
  const { define } = part as { readonly define?: unknown }
  const defined = rules.definitions.find(({ id }) => id === define)
  if (define === definition || (defined && uses(defined.condition ?? defined.quantity, definition, rules))) return true
  return Object.values(part).some((inner) => uses(inner, definition, rules))
}

/** The figures that a part of the rules names, itself or by way of definitions; `under` keeps to those that stand there. */
function figuresIn(part: unknown, rules: CityRules, under?: readonly string[]): Set<string> {
  const found = new Set<string>()
  const walk = (node: unknown, key: string) => {
    if (typeof node !== 'object' || node === null) return
    const { figure, define } = node as { readonly figure?: unknown; readonly define?: unknown }
    if (typeof figure === 'string' && (under === undefined || under.includes(key))) found.add(figure)
    const defined = rules.definitions.find(({ id }) => id === define)
    if (defined) walk(defined.condition ?? defined.quantity, 'define')
    for (const [inner, value] of Object.entries(node)) walk(value, Array.isArray(node) ? key : inner)
  }
  walk(part, '')
  return found
}

function standsOn(figure: Figure, base: string): boolean {
  return figure.id === base || figure.values.some((row) => 'of' in row && row.of === base)
}

function readersOf(base: string, rules: CityRules): string[] {
  const ids = Object.values(rules.figures).filter((figure) => standsOn(figure, base))
  const reads = (part: unknown) => [...figuresIn(part, rules)].some((id) => ids.some((figure) => figure.id === id))
  return rules.programs.filter(({ versions }) => reads(versions)).map(({ id }) => id)
}

/** Whether no limit that these programs look up differs, on any day from which a version, a row or a guideline holds. */
function isEqual(figure: Figure, mutated: Figure, programs: readonly string[], before: CityRules, after: CityRules): boolean {
  const readers = before.programs.filter(({ id }) => programs.includes(id))
  if (figure.inclusive !== mutated.inclusive)
    return !readers.some(({ versions }) => figuresIn(versions, before, ['within', 'beyond']).has(figure.id))
  return readers.every(({ versions }) =>
    versions.every((version) => {
      const read = [...figuresIn([version.criteria, version.definitions], before)].flatMap((id) => before.figures[id] ?? [])
      return read
        .filter((one) => standsOn(one, figure.id))
        .every(({ id, values }) =>
          daysOf(version, values).every(
            (day) => JSON.stringify(limits(id, before, day)) === JSON.stringify(limits(id, after, day)),
          ),
        )
    }),
  )
}

/** The days of a version on which a limit may change: its first, those of the figure's rows, and those on which guidelines move. */
function daysOf({ from, to }: { readonly from: string; readonly to?: string }, values: Figure['values']): string[] {
  const starts = values.flatMap((row) => ('from' in row ? [row.from] : []))
  const moves = values.flatMap((row) =>
    'guidelineSwitch' in row && row.guidelineSwitch !== undefined ? [row.guidelineSwitch] : [],
  )
  const years = Array.from({ length: 14 }, (_, index) => String(2016 + index))
  const days = [from, ...starts, ...years.flatMap((year) => moves.map((move) => `${year}-${move}`))]
  return days.filter((day) => from <= day && (to === undefined || day <= to))
}

function limits(id: string, rules: CityRules, day: string) {
  const { table, value } = figureOnDay(id, rules.figures, day)
  return { table, value }
}

try {
  main(process.argv.slice(2))
} catch (error) {
  console.error(sentence(error))
  process.exitCode = 1
}
