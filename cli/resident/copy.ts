import { type DataSource, type EntityTarget, In, MoreThan, type FindOptionsWhere } from 'typeorm'
import { readLog } from '../../runtime/audit/read'
import { systemRun } from '../../runtime/audit/run'
import { type SubgraphName, subgraphNames } from '../../runtime/config'
import { asSystem } from '../../runtime/database/as'
import type { Manager } from '../../runtime/database/work'
import { plainFacts } from '../../runtime/plain-facts'
import { ConversationRow, FollowUpRow } from '../../subgraphs/conversations/store/rows'
import { ReferralEventRow, ReferralRow } from '../../subgraphs/referrals/store/rows'
import { copyOfResident } from '../../subgraphs/residents/store/copy'
import { BreakGlassRow, ConsentRow, RevocationNoticeRow, ScreeningRow } from '../../subgraphs/residents/store/rows'

/** Whose copy. */
export interface Whose {
  readonly city: string
  readonly id: string
}

type Pages = AsyncGenerator<readonly object[]>

const page = 200

/** Everything that the hub holds about a resident, part by part; a list comes page by page. Sensitive topics are in it: it is their own. */
export function copyOf(source: DataSource, whose: Whose): Readonly<Record<string, Promise<object> | Pages>> {
  return {
    resident: asSystem(source, (manager) => copyOfResident(manager, whose.city, whose.id)),
    screenings: pagesOf(source, ScreeningRow, whose, (rows) =>
      Promise.resolve(rows.map(({ facts, ...row }) => ({ ...row, facts: plainFacts(facts) }))),
    ),
    consents: pagesOf(source, ConsentRow, whose),
    breakGlasses: pagesOf(source, BreakGlassRow, whose),
    revocationNotices: pagesOf(source, RevocationNoticeRow, whose),
    conversations: pagesOf(source, ConversationRow, whose),
    followUps: pagesOf(source, FollowUpRow, whose),
    referrals: pagesOf(source, ReferralRow, whose, withHistory),
    events: events(source, whose),
    whoLooked: looks(source, whose),
  }
}

interface AboutResident {
  readonly id: string
  readonly city: string
  readonly residentId: string | null
}

async function* pagesOf<Row extends AboutResident>(
  source: DataSource,
  target: EntityTarget<Row>,
  { city, id }: Whose,
  shown: (rows: readonly Row[], manager: Manager) => Promise<readonly object[]> = (rows) => Promise.resolve(rows),
): Pages {
  let after: string | undefined
  for (;;) {
    const rows = await asSystem(source, async (manager) => {
      const where = { city, residentId: id, ...(after === undefined ? {} : { id: MoreThan(after) }) } as FindOptionsWhere<Row>
      const found = await manager.find(target, { where, order: { id: 'ASC' } as never, take: page })
      after = found.at(-1)?.id
      return shown(found, manager)
    })
    if (rows.length > 0) yield rows
    if (rows.length < page) return
  }
}

async function withHistory(rows: readonly ReferralRow[], manager: Manager): Promise<readonly object[]> {
  const steps = await manager.find(ReferralEventRow, {
    where: { referralId: In(rows.map(({ id }) => id)) },
    order: { version: 'ASC' },
  })
  return rows.map((row) => ({ ...row, history: steps.filter(({ referralId }) => referralId === row.id) }))
}

/** What each subgraph has passed on about them, in the order it was written. */
async function* events(source: DataSource, { city, id }: Whose): Pages {
  for (const department of subgraphNames) {
    let after = '0'
    for (;;) {
      const rows = await asSystem(source, (manager) => eventsOf(manager, department, city, id, after))
      if (rows.length > 0) yield rows.map((row) => ({ department, ...row }))
      if (rows.length < page) break
      after = rows.at(-1)?.position as string
    }
  }
}

interface EventRow {
  readonly position: string
}

function eventsOf(manager: Manager, schema: SubgraphName, city: string, id: string, after: string): Promise<EventRow[]> {
  return manager.query<EventRow[]>(
    `select position, id, event, subject_type as "subjectType", subject_id as "subjectId", facts, agency, at,
       delivered_at as "deliveredAt" from "${schema}".outbox
     where city = $1 and resident_id = $2 and position > $3 order by position limit ${page}`,
    [city, id, after],
  )
}

/** Who looked and what was changed, of each log in the order of time. */
async function* looks(source: DataSource, { city, id }: Whose): Pages {
  for (const department of subgraphNames) {
    for await (const rows of readLog(systemRun(source), department, { city, residentId: id }, page))
      yield rows.map(({ at, agency, sub, action, operation, purpose, ground, fields, ...row }) => ({
        department,
        at,
        agency,
        sub,
        action,
        operation,
        subjectType: row.subject_type,
        purpose,
        ground,
        fields,
      }))
  }
}
