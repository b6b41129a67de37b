import { parseArgs } from 'node:util'
import { readSettings, type Settings } from '../../runtime/config'
import { StartError } from '../../runtime/errors'
import { openRuleBook } from '../../subgraphs/programs/domain/eligibility/rule-book'
import { openPreview } from '../../subgraphs/programs/domain/preview/preview'
import { laterDays } from './later-days'
import { differencesOf, openDraft, readDraft } from './draft'
import { householdsIn } from './household-lines'
import { formatOf } from '../screen/options'
import type { Format } from '../screen/plan'
import { dayOf, openSound, requireCity } from './open-city'
import { printPreview, type PreviewReport } from './print-preview'
import { residentsOnRecord } from './residents'

/** `hub city preview nyc --with draft --residents|--in households.jsonl [--as-of 2027-01-01] [--json]`: whom a change would gain and lose. */
export async function preview(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      with: { type: 'string' },
      in: { type: 'string' },
      format: { type: 'string' },
      residents: { type: 'boolean' },
      'as-of': { type: 'string' },
      json: { type: 'boolean' },
    },
    allowPositionals: true,
  })
  const settings = readSettings(process.env)
  if (positionals.length !== 1) throw new StartError('hub city preview: expected one city, such as nyc.')
  const id = requireCity(settings.cities, positionals[0])
  if (values.with === undefined) throw new StartError('--with: expected the folder of the draft.')
  if ((values.in === undefined) === (values.residents !== true))
    throw new StartError('hub city preview: expected either --residents or --in households.jsonl.')
  const { with: draft, in: file, 'as-of': asOf } = values
  const format = formatOf(values.format, file === undefined)
  const report = await compare(settings, { id, draft, file, format, asOf })
  console.log(values.json ? JSON.stringify(report, undefined, 2) : printPreview(report))
}

interface Asked {
  readonly id: string
  readonly draft: string
  readonly file: string | undefined
  readonly format: Format
  readonly asOf: string | undefined
}

async function compare(settings: Settings, { id, draft, file, format, asOf: day }: Asked): Promise<PreviewReport> {
  const root = settings.cities
  const { city } = openSound(root, id)
  const asOf = dayOf(day, city.settings.timeZone)
  const laidOver = readDraft(root, draft, { id, included: city.source.folders.slice(1) })
  const { city: drafted, failing } = openDraft(root, id, laidOver)
  const judged = openPreview(openRuleBook(city.rules), openRuleBook(drafted.rules), asOf)
  const households = file === undefined ? residentsOnRecord(settings, id) : householdsIn(file, format, asOf)
  for await (const facts of households) judged.add(facts)
  return {
    city: id,
    name: city.settings.name.en,
    asOf,
    households: judged.households(),
    source: file === undefined ? 'RESIDENTS' : 'FILE',
    ...differencesOf(root, laidOver),
    failing,
    laterDays: laterDays(city.rules, drafted.rules, asOf),
    programs: judged.programs(),
    of: drafted.rules.programs.length,
  }
}
