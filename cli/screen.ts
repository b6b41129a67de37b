import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { readSettings, type Settings } from '../runtime/config'
import { dayIn } from '../runtime/days'
import { StartError } from '../runtime/errors'
import { checkCities } from './cities'
import { keepIn } from './checked-cities'
import { openCrew } from './screen/crew'
import { readOptions, type Options } from './screen/options'
import { openOutput, type Output } from './screen/output'
import { outcomes, type Chunk, type Plan } from './screen/plan'
import { openFileSource, type Source } from './screen/source'
import { count, openTeller, summarize, summaryText } from './screen/tell'
import { workOff } from './screen/work-off'

/** Screens a file of households, or the residents of the database, against the programs of a city. */
export async function screen(args: readonly string[]): Promise<void> {
  const options = readOptions(args)
  const settings = readSettings(process.env)
  const plan = makePlan(options, settings)
  const programs = plan.programs ?? plan.rules.programs.map(({ id }) => id)
  // The database's packages take a quarter of a second to load.
  const source = await (options.input === undefined
    ? (await import('./screen/residents-source.js')).openResidentsSource(options, settings)
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
