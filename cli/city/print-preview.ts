import { counted } from './counted'
import { cityError, type CityFault } from '../../runtime/city/city-fault'
import { changes, type Change } from '../../subgraphs/programs/domain/preview/change'
import type { Differences } from './draft'
import type { PreviewOfProgram } from '../../subgraphs/programs/domain/preview/preview'

export interface PreviewReport extends Differences {
  readonly city: string
  readonly name: string
  readonly asOf: string
  readonly households: number
  readonly source: 'RESIDENTS' | 'FILE'
  /** Golden cases that do not hold under the draft: it cannot be published like this. */
  readonly failing: readonly CityFault[]
  /** Days after `asOf` from which on the draft changes something. */
  readonly laterDays: readonly string[]
  readonly programs: readonly PreviewOfProgram[]
  /** How many programs the draft's city has. */
  readonly of: number
}

const words: Readonly<Record<Change, string>> = {
  GAIN: 'gain',
  LOSE: 'lose',
  NEWLY_OPEN: 'newly open',
  NEWLY_DECIDED: 'newly decided',
  OTHERWISE: 'otherwise',
}

/** Findings of golden cases told on the page. */
const shown = 10

/** Reasons told of each change. */
const told = 3

/** The report as a page: what the draft is, what is wrong with it, and each program of which an outcome changes. */
export function printPreview(report: PreviewReport): string {
  const { name, asOf, households, source, failing, laterDays, programs, of } = report
  const whose = source === 'RESIDENTS' ? 'on record' : 'of the file'
  return [
    `What the draft would change in ${name} on ${asOf}, for ${counted(households, 'household')} ${whose}`,
    '',
    ...printDifferences(report),
    ...(laterDays.length === 0
      ? []
      : [`Some of it holds only from ${laterDays.join(', ')} on: --as-of ${laterDays[0]} shows what it does then.`]),
    ...(failing.length === 0
      ? []
      : [
          `Golden cases do not hold under the draft (${counted(failing.length, 'finding')}). It cannot be published before they do:`,
          cityError(failing.slice(0, shown)).message.replace(/^/gm, '  '),
          ...(failing.length > shown ? [`  and ${failing.length - shown} more: --json tells them all.`] : []),
        ]),
    ...programs.flatMap((program) => ['', ...printProgram(program)]),
    '',
    programs.length === 0
      ? `No outcome of the ${counted(of, 'program')} changes.`
      : `No outcome of the other ${counted(Math.max(0, of - programs.length), 'program')} changes.`,
  ].join('\n')
}

function printDifferences({ changed, removed }: Differences): string[] {
  if (changed.length + removed.length === 0) return ['The draft is the same as the city.']
  return [
    ...(changed.length === 0 ? [] : [`The draft changes ${changed.join(', ')}.`]),
    ...(removed.length === 0 ? [] : [`The draft takes away ${removed.join(', ')}.`]),
  ]
}

function printProgram({ program, name, counts, transitions, reasons }: PreviewOfProgram): string[] {
  const detail = (change: Change) =>
    reasons[change]
      .slice(0, told)
      .map(({ criterion, from, to, households, text }) => `      ${criterion} is ${to}, was ${from} (${households}): ${text}`)
  return [
    `${program}: ${name}`,
    ...changes.flatMap((change) => {
      const number = counts[change]
      if (number === 0 && change === 'OTHERWISE') return []
      return [`  ${words[change].padEnd(13)} ${String(number).padStart(7)}`, ...detail(change)]
    }),
    `  in all: ${transitions.map(({ from, to, households }) => `${from} to ${to} ${households}`).join(', ')}`,
  ]
}
