import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { readSettings, type Settings } from '../runtime/config'
import { dayIn } from '../runtime/days'
import { StartError } from '../runtime/errors'
import { checkCities, loadCities } from './cities'
import { keepIn } from './checked-cities'
import { openCrew } from './screen/crew'
import { readOptions, type Options } from './screen/options'
import { openOutput, type Output, type Progress } from './screen/output'
import { outcomes, type Chunk, type Plan } from './screen/plan'
import { openLines, readLines } from './screen/read-lines'
import { openResidents } from './open-residents'
import { type ListFor, readResidents } from './screen/read-residents'
import { count, openTeller, summarize, summaryText } from './screen/tell'
import { workOff } from './screen/work-off'

/** Where the households come from. */
interface Source {
  /** What tells this input from another. */
  readonly identity: unknown
  /** What has been read of it, from 0 to 1, where its size is known. */
  share(next: Progress['next']): number | undefined
  chunks(from: Progress): AsyncIterable<Chunk>
  close(): Promise<void>
}

/** Screens a file of households, or the residents of the database, against the programs of a city. */
export async function screen(args: readonly string[]): Promise<void> {
  const options = readOptions(args)
  const settings = readSettings(process.env)
  const plan = makePlan(options, settings)
  const programs = plan.programs ?? plan.rules.programs.map(({ id }) => id)
  const source = await (options.input === undefined
    ? openDatabaseSource(listFor(options, settings), settings)
    : openFileSource(options.input))
  try {
    const digest = digestOf({ code: keepIn(settings.data)?.code, plan, source: source.identity })
    const output = await openOutput(options.out, digest, programs.length * outcomes.length, options.fresh)
    try {
      await run(plan, source, output, options, programs)
    } finally {
      await output.close()
    }
  } finally {
    await source.close()
  }
}

async function run(
  plan: Plan,
  source: Source,
  output: Output,
  { out, json }: Options,
  programs: readonly string[],
): Promise<void> {
  const { progress } = output
  const before = progress.lines
  const began = performance.now()
  const teller = openTeller(process.stderr, before)
  const stop = stopOnSignal()
  if (!progress.done) {
    const crew = openCrew(plan, availableParallelism())
    try {
      await workOff(until(stop, source.chunks(progress)), crew, async (chunk, screened) => {
        await output.add(chunk, screened)
        teller.bad(screened.bad)
        teller.progress(progress.lines, source.share(progress.next))
      })
      await output.keep(!stop.isAsked)
    } finally {
      teller.end()
      await crew.close()
    }
  }
  if (stop.isAsked) throw new StartError(`Stopped after ${count(progress.lines)} lines: the same command goes on from there.`)
  const summary = summarize(out, progress, before, (performance.now() - began) / 1000, programs)
  console.log(json ? JSON.stringify(summary) : summaryText(summary))
  if (progress.bad > 0)
    throw new StartError(`${count(progress.bad)} of ${count(progress.lines)} lines could not be screened: ${out} says why.`)
}

function makePlan({ city, asOf, format, programs, explain }: Options, settings: Settings): Plan {
  const { rules, settings: own } = checkCities(settings.cities, { only: city, data: settings.data }).get(city)!
  const known = rules.programs.map(({ id }) => id)
  for (const program of programs ?? [])
    if (!known.includes(program))
      throw new StartError(`--programs: there is no "${program}" in ${city}: expected some of ${known.join(', ')}.`)
  return {
    rules,
    asOf: asOf ?? dayIn(own.timeZone, new Date()),
    format,
    programs: programs === undefined ? undefined : [...new Set(programs)],
    explain,
  }
}

async function openFileSource(path: string): Promise<Source> {
  const file = await openLines(path)
  const { size, mtimeMs } = await file.stat()
  return {
    identity: { path: resolve(path), size, mtimeMs },
    share: (next) => (size === 0 ? undefined : Math.min(1, Number(next ?? 0) / size)),
    chunks: ({ next, lines }) => readLines(file, Number(next ?? 0), lines + 1),
    close: () => file.close(),
  }
}

function listFor({ city, agency = '' }: Options, settings: Settings): ListFor {
  const { settings: terms, catalogue } = loadCities(settings.cities, { only: city, data: settings.data }).get(city)!
  const known = catalogue.agencies.map(({ code }) => code)
  if (!known.includes(agency)) throw new StartError(`--agency: expected one of ${known.join(', ')}.`)
  return { city, agency, terms }
}

async function openDatabaseSource(list: ListFor, settings: Settings): Promise<Source> {
  const database = await openResidents(settings)
  return {
    identity: { database: settings.databaseUrl ?? settings.data, agency: list.agency },
    share: () => undefined,
    chunks: ({ next, lines }) => readResidents(database, list, next as string | undefined, lines + 1),
    close: () => database.close(),
  }
}

function digestOf(what: object): string {
  return createHash('sha256').update(JSON.stringify(what)).digest('hex')
}

interface Stop {
  isAsked: boolean
}

/** The first signal lets what is under way be written; a second ends the run at once. */
function stopOnSignal(): Stop {
  const stop: Stop = { isAsked: false }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stop.isAsked) process.exit(1)
      stop.isAsked = true
    })
  }
  return stop
}

async function* until(stop: Stop, chunks: AsyncIterable<Chunk>): AsyncGenerator<Chunk> {
  for await (const chunk of chunks) {
    if (stop.isAsked) return
    yield chunk
  }
}
