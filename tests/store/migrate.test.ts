import { openDatabase, type DatabasePlace } from '../../runtime/database/open'
import { models } from '../../cli/subgraphs'
import { openTestHub, type TestHub } from '../hub'

describe('migrations', () => {
  let test: TestHub
  let place: DatabasePlace
  beforeEach(async () => {
    test = await openTestHub()
    const url = test.hub.database.source.options as { url?: string }
    place = url.url === undefined ? { folder: test.data } : { url: url.url }
  })
  afterEach(() => test.close())

  const all = Object.values(models)

  it('refuses a database that a newer hub has written', async () => {
    await test.hub.database.source.query(`insert into referrals.migration (timestamp, name) values (1, 'Referrals2099000000000')`)
    await test.hub.close()
    await expect(openDatabase(place, all)).rejects.toThrow(
      'The database was written by a newer hub: its schema "referrals" has the migration Referrals2099000000000, which this version does not know.',
    )
  })

  it('goes on where a kill has cut it off', async () => {
    await test.hub.database.source.query('drop schema conversations cascade')
    await test.hub.close()
    const database = await openDatabase(place, all)
    const [row] = await database.source.query<{ count: number }[]>(
      'select count(*)::int as count from conversations.conversation',
    )
    await database.close()
    expect(row?.count).toBe(0)
  })
})
