import { once } from 'node:events'
import { rmSync, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import type { DataSource } from 'typeorm'
import { record } from '../../runtime/audit/record'
import { readSettings, subgraphNames } from '../../runtime/config'
import { asSystem } from '../../runtime/database/as'
import { StartError } from '../../runtime/errors'
import { isId, idExpected } from '../../runtime/ids'
import { isOnRecordIn } from '../../subgraphs/residents/store/copy'
import { requireCity } from '../city/open-city'
import { openNew } from '../open-new'
import { openUpToDate } from '../open-up-to-date'
import { operatorIn } from '../operator'
import { models } from '../subgraphs'
import { copyOf, type Whose } from './copy'

/** `hub resident export`: everything about one resident, in a new file for them to have; that it was taken is on record before. */
export async function exportResident(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { city: { type: 'string' }, out: { type: 'string' } },
  })
  const settings = readSettings(process.env)
  const city = requireCity(settings.cities, values.city)
  const [id = '', ...more] = positionals
  if (!isId(id) || more.length > 0) throw new StartError(`hub resident export: expected one resident, by ${idExpected}.`)
  const { out } = values
  if (out === undefined) throw new StartError('--out: expected the name of a file that is not there yet.')
  const database = await openUpToDate(
    settings,
    subgraphNames.map((name) => models[name]),
    'residents',
  )
  try {
    const file = await openNew(out)
    try {
      await recordCopy(database.source, { city, id })
      await write(file, database.source, { city, id })
    } catch (error) {
      // Half a copy reads like a whole one.
      file.destroy()
      rmSync(out, { force: true })
      throw error
    }
  } finally {
    await database.close()
  }
  console.log(`everything about the resident ${id} in ${out}`)
}

/** In the log of each subgraph, in one transaction: no record, no data. */
function recordCopy(source: DataSource, { city, id }: Whose): Promise<void> {
  const who = operatorIn(city)
  return asSystem(source, async (manager) => {
    if (!(await isOnRecordIn(manager, city, id))) throw new StartError(`There is no resident ${id} in ${city}.`)
    const entry = { action: 'EXPORT', operation: 'hub resident export', subjectType: 'Resident', fields: ['Resident'] } as const
    for (const schema of subgraphNames)
      await record(manager, schema, who, new Date(), [{ ...entry, subjectId: id, residentId: id }])
  })
}

/** One JSON object, a part after the other: a page of a list is in memory, however long it is. */
async function write(file: WriteStream, source: DataSource, whose: Whose): Promise<void> {
  const put = async (text: string) => {
    if (!file.write(text)) await once(file, 'drain')
  }
  await put(`{\n  "city": ${JSON.stringify(whose.city)},\n  "exportedAt": ${JSON.stringify(new Date())}`)
  for (const [name, part] of Object.entries(copyOf(source, whose))) {
    await put(`,\n  ${JSON.stringify(name)}: `)
    if (part instanceof Promise) await put(indented(await part, 2))
    else {
      let first = true
      for await (const rows of part) {
        for (const row of rows) {
          await put(`${first ? '[' : ','}\n    ${indented(row, 4)}`)
          first = false
        }
      }
      await put(first ? '[]' : '\n  ]')
    }
  }
  file.end('\n}\n')
  await finished(file)
}

function indented(value: unknown, spaces: number): string {
  return JSON.stringify(value, undefined, 2).replaceAll('\n', `\n${' '.repeat(spaces)}`)
}
