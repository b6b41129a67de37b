import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { dayExpected, isDay } from '../../runtime/days'
import { StartError } from '../../runtime/errors'
import type { Format } from './plan'

/** What the command line asks for. */
export interface Options {
  readonly city: string
  /** ISO day; today in the city where it is undefined. */
  readonly asOf: string | undefined
  /** A file of households, or undefined for the residents of the database. */
  readonly input: string | undefined
  /** Whose list the residents are for; undefined for a file. */
  readonly agency: string | undefined
  readonly out: string
  readonly format: Format
  readonly programs: readonly string[] | undefined
  readonly explain: boolean
  readonly json: boolean
  readonly fresh: boolean
}

/** @throws StartError naming the option and what it takes */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      city: { type: 'string' },
      'as-of': { type: 'string' },
      in: { type: 'string' },
      out: { type: 'string' },
      residents: { type: 'boolean' },
      agency: { type: 'string' },
      format: { type: 'string' },
      programs: { type: 'string' },
      explain: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
    },
  })
  const { city, 'as-of': asOf, in: input, out, residents = false, agency, format, programs, explain, json, fresh } = values
  if (city === undefined) throw new StartError('--city: expected the code of a city, such as nyc.')
  if (asOf !== undefined && !isDay(asOf)) throw new StartError(`--as-of: expected ${dayExpected}.`)
  if ((input === undefined) !== residents)
    throw new StartError('Expected either --in with a file of households, one a line, or --residents.')
  if (residents !== (agency !== undefined))
    throw new StartError('--agency: expected the code of the agency whose list it is, with --residents and only there.')
  if (out === undefined) throw new StartError('--out: expected the file to write the results to.')
  if (input !== undefined && resolve(input) === resolve(out)) throw new StartError('--out: expected another file than --in.')
  return {
    city,
    asOf,
    input,
    agency,
    out,
    format: formatOf(format, residents),
    programs: programs?.split(','),
    explain,
    json,
    fresh,
  }
}

/**
 * How the lines of the file are to be read.
 *
 * @throws StartError where there is no such format, or no file
 */
export function formatOf(format: string | undefined, residents: boolean): Format {
  if (residents && format !== undefined) throw new StartError('--format: expected none with --residents.')
  if (residents) return 'stored'
  if (format !== undefined && format !== 'hub' && format !== 'accessnyc')
    throw new StartError('--format: expected hub or accessnyc.')
  return format ?? 'hub'
}
