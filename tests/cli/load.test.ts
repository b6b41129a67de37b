import { loadData, loadPeople } from '../../cli/load'
import { idOfPerson, synthesize } from '../../subgraphs/residents/load-people'
import { openTestHub, sql, type TestHub } from '../hub'

describe('a later start', () => {
  let test: TestHub
  beforeAll(async () => {
    test = await openTestHub()
  })
  afterAll(() => test.close())

  /** Each row of the cities' data, with the transaction that wrote it. */
  const written = () =>
    sql<{ id: string; code: string; xmin: string }>(
      test,
      `select id::text, code, agency, xmin::text from referrals.intake_queue
       union all select sha256, program, null, xmin::text from programs.release order by 1`,
    )

  it('writes no queue and no rules that are on record as they are', async () => {
    const before = await written()
    expect(before.length).toBeGreaterThan(30)
    await loadData(test.hub.database, test.hub.cities, new Date())
    expect(await written()).toEqual(before)
  })

  it('writes the one queue that is otherwise on record, and the rules that are missing', async () => {
    const before = await written()
    await sql(test, `update referrals.intake_queue set agency = 'nobody', program_ids = '{}' where code = 'hra-medicaid'`)
    await sql(test, `delete from programs.release where program = 'scrie'`)
    await loadData(test.hub.database, test.hub.cities, new Date())
    const after = await written()
    expect(after.map((row) => ({ ...row, xmin: '' }))).toEqual(before.map((row) => ({ ...row, xmin: '' })))
    const anew = after.filter(({ xmin }, index) => xmin !== before[index]?.xmin)
    expect(anew.map(({ code }) => code).sort()).toEqual(['hra-medicaid', 'scrie'])
  })

  it('knows the last synthetic resident by its number', () => {
    for (const [id, { people, settings }] of test.hub.cities) {
      const last = [...synthesize(people, settings.registeringAgency, new Date(), '2026-06-01')].at(-1)
      expect(last?.resident.id).toBe(idOfPerson(id, people.count))
    }
  })

  it('makes synthetic residents only where the last is not on record', async () => {
    const told: string[] = []
    const load = () =>
      loadPeople(test.hub.database, test.hub.cities, new Date(), (city, done, of) => told.push(`${city} ${done} of ${of}`))
    await load()
    expect(told).toEqual([])
    const count = test.hub.cities.get('nyc')?.people.count ?? 0
    await sql(test, 'delete from residents.resident where id = $1', [idOfPerson('nyc', count)])
    await load()
    expect(told.at(-1)).toBe(`nyc ${count} of ${count}`)
    const [found] = await sql<{ count: number }>(test, `select count(*)::int as count from residents.resident where city = 'nyc'`)
    expect(found?.count).toBe(count)
  })
})
