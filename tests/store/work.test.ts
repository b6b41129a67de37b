import { asSystem } from '../../runtime/database/as'
import { openWork } from '../../runtime/database/work'
import { findPage, findPages } from '../../runtime/database/rows'
import { newId } from '../../runtime/ids'
import { CampaignRow } from '../../subgraphs/conversations/store/rows'
import { ReferralEventRow, ReferralRow } from '../../subgraphs/referrals/store/rows'
import { openTestHub, type TestHub } from '../hub'

const caller = { sub: 'worker', city: 'nyc', agency: 'peu', roles: ['outreach' as const], request: 'r' }
const campaign = (startsOn: string, city = 'nyc'): CampaignRow => ({
  id: newId(),
  city,
  name: 'Synthetic campaign',
  agency: 'peu',
  goal: 'To be tested.',
  startsOn,
  endsOn: null,
  version: 1,
})

describe('the one transaction of a call', () => {
  let test: TestHub
  beforeAll(async () => {
    test = await openTestHub()
  })
  afterAll(() => test.close())

  const open = () => openWork(test.hub.database.source, caller)
  const onRecord = (id: string) => asSystem(test.hub.database.source, (manager) => manager.existsBy(CampaignRow, { id }))

  it('sends nothing to the database where the call does not touch it', async () => {
    const before = test.hub.database.statements()
    await open().commit()
    expect(test.hub.database.statements()).toBe(before)
  })

  it('keeps what was committed and nothing that was rolled back', async () => {
    const [kept, gone] = [campaign('2026-01-01'), campaign('2026-01-02')]
    const first = open()
    await (await first.manager()).insert(CampaignRow, kept)
    await first.commit()
    const second = open()
    await (await second.manager()).insert(CampaignRow, gone)
    await second.rollback()
    expect([await onRecord(kept.id), await onRecord(gone.id)]).toEqual([true, false])
  })

  it('takes back a failed change alone, and keeps the others of the same call', async () => {
    const [kept, gone] = [campaign('2026-01-03'), campaign('2026-01-04')]
    const work = open()
    await work.savepoint((manager) => manager.insert(CampaignRow, kept))
    const failed = work.savepoint(async (manager) => {
      await manager.insert(CampaignRow, gone)
      await manager.query('select 1 / 0')
    })
    await expect(failed).rejects.toThrow('division by zero')
    await work.commit()
    expect([await onRecord(kept.id), await onRecord(gone.id)]).toEqual([true, false])
  })

  it('acknowledges nothing where a statement outside a change has failed: PostgreSQL would answer COMMIT with a silent ROLLBACK', async () => {
    const lost = campaign('2026-01-05')
    const work = open()
    await work.savepoint((manager) => manager.insert(CampaignRow, lost))
    await (await work.manager()).query('select 1 / 0').catch(() => undefined)
    await expect(work.commit()).rejects.toMatchObject({ code: '25P02' })
    expect(await onRecord(lost.id)).toBe(false)
  })

  it('opens no transaction for work that outlives its call', async () => {
    const work = open()
    await work.commit()
    await expect(work.manager()).rejects.toThrow('the call has ended')
  })

  it('gives its connection back after a commit, so that calls in turn need one', async () => {
    for (let call = 0; call < 20; call++) {
      const work = open()
      await (await work.manager()).query('select 1')
      await work.commit()
    }
  })

  it('tells the database the city and the agency for the length of the transaction alone', async () => {
    const work = open()
    const [row] = await (await work.manager()).query<{ city: string }[]>(`select current_setting('hub.city') as city`)
    await work.commit()
    const [after] = await test.hub.database.source.query<{ city: string }[]>(`select current_setting('hub.city', true) as city`)
    expect([row?.city, after?.city ?? '']).toEqual(['nyc', ''])
  })

  it('reads a page of rows of the city alone, in order, and one row more', async () => {
    const days = ['2030-01-01', '2030-01-02', '2030-01-02', '2030-01-03']
    const rows = days.map((day) => campaign(day, 'paged'))
    const order = { by: 'startsOn', type: 'date', direction: 'asc' } as const
    const expected = [...rows].sort((a, b) => (a.startsOn + a.id < b.startsOn + b.id ? -1 : 1)).map(({ id }) => id)
    const [first, rest] = await asSystem(test.hub.database.source, async (manager) => {
      await manager.insert(CampaignRow, [...rows, campaign('2030-01-02', 'elsewhere')])
      const page = await findPage(manager, CampaignRow, 'paged', {}, order, { first: 2, after: undefined })
      const at = page[1] as CampaignRow
      const next = { first: 5, after: { at: at.startsOn, id: at.id } }
      return [page, await findPage(manager, CampaignRow, 'paged', {}, order, next)]
    })
    expect(first?.map(({ id }) => id)).toEqual(expected.slice(0, 3))
    expect(rest?.map(({ id }) => id)).toEqual(expected.slice(2))
  })

  it('reads the pages of many parents in one statement, an empty one among them', async () => {
    const ids = [newId(), newId()]
    const order = { by: 'at', type: 'timestamptz', direction: 'asc' } as const
    const slice = { first: 5, after: undefined }
    const work = open()
    const manager = await work.manager()
    const before = test.hub.database.statements()
    const pages = await findPages(manager, ReferralEventRow, 'nyc', { column: 'referralId', ids }, {}, order, slice)
    expect(test.hub.database.statements() - before).toBe(1)
    await work.rollback()
    expect(pages).toEqual([[], []])
  })

  it('changes a referral only in the version that was read', async () => {
    const work = open()
    const manager = await work.manager()
    const changed = await manager.update(ReferralRow, { id: newId(), version: 1 }, { status: 'ACCEPTED' })
    await work.rollback()
    expect(changed.affected).toBe(0)
  })
})
