import { type Logged, loggedColumns } from './logged'
import type { Run } from './run'

/** Which rows of a city's log; instants in ISO form, the first included, the last not. */
export interface Wanted {
  readonly city: string
  readonly residentId?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The rows in the order of their time, page after page: one page is in memory, however long the log. */
export async function* readLog(run: Run, schema: string, wanted: Wanted, page = 1_000): AsyncGenerator<readonly Logged[]> {
  let after = { at: wanted.from ?? '-infinity', id: '0' }
  for (;;) {
    const rows = await run((manager) => {
      const values: unknown[] = [wanted.city, after.at, after.id]
      const conditions = ['a.city = $1', '(a.at, a.id) > ($2::timestamptz, $3::bigint)']
      if (wanted.residentId !== undefined) conditions.push(`a.resident_id = $${values.push(wanted.residentId)}`)
      if (wanted.to !== undefined) conditions.push(`a.at < $${values.push(wanted.to)}::timestamptz`)
      return manager.query<Logged[]>(
        `select ${loggedColumns('a')} from "${schema}".audit a where ${conditions.join(' and ')} order by a.at, a.id limit ${page}`,
        values,
      )
    })
    if (rows.length > 0) yield rows
    if (rows.length < page) return
    after = rows.at(-1) as Logged
  }
}
