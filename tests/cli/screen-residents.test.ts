import { openResidents } from '../../cli/open-residents'
import { readSettings } from '../../runtime/config'
import { agencyIn } from '../../runtime/ids'
import { openTestHub, sql, type TestHub } from '../hub'
import { readResidents } from '../../cli/screen/read-residents'
import { openScreen } from '../../cli/screen/screen-chunk'
import { loadCities, checkCities } from '../../cli/cities'

const peu = { city: 'nyc', agency: 'peu', terms: { timeZone: 'America/New_York', stewardshipDays: 90 } }
const fetched = async (test: TestHub, after?: string, list = peu) => {
  const chunks = []
  for await (const chunk of readResidents(test.hub.database, list, after, 1)) chunks.push(chunk)
  return chunks
}
const idsIn = (chunks: Awaited<ReturnType<typeof fetched>>) =>
  chunks.flatMap(({ bytes }) => Buffer.from(bytes).toString().split('\n')).map((line) => (JSON.parse(line) as { id: string }).id)

describe('the residents of a city', () => {
  let test: TestHub
  beforeAll(async () => {
    test = await openTestHub()
  })
  afterAll(() => test.close())

  it('are read in pages by their id, each once, and go on after any page', async () => {
    const chunks = await fetched(test)
    expect(chunks.map(({ from, lines }) => [from, lines])).toEqual([
      [1, 200],
      [201, 100],
    ])
    const ids = idsIn(chunks)
    expect(ids).toEqual([...new Set(ids)].toSorted())
    expect(idsIn(await fetched(test, chunks[0]!.next as string))).toEqual(ids.slice(200))
  })

  it('are left out where they asked not to be contacted', async () => {
    const ids = idsIn(await fetched(test))
    const update = `update residents.resident set contact_policy = $1 where id = $2`
    await sql(test, update, ['DO_NOT_CONTACT', ids[7]])
    expect(idsIn(await fetched(test))).toEqual(ids.filter((id) => id !== ids[7]))
    await sql(test, update, ['CONTACT_ALLOWED', ids[7]])
  })

  it('are those of whom the agency may read something, by what it may read, and that is on record', async () => {
    const other = { ...peu, agency: 'hra-ocj' }
    expect(await fetched(test, undefined, other)).toEqual([])
    const [, id] = idsIn(await fetched(test))
    const consent = {
      idempotencyKey: 'key-outreach-list',
      residentId: id,
      recipientIds: [agencyIn('nyc', 'hra-ocj')],
      categories: ['HOUSEHOLD'],
      purposes: ['SCREENING'],
      given: 'VERBAL',
      wording: 'v1',
    }
    const query = 'mutation($input: RecordConsentInput!) { recordConsent(input: $input) { id } }'
    expect((await test.ask(['outreach', 'nyc', 'peu'], query, { input: consent })).errors).toEqual([])
    const [chunk] = await fetched(test, undefined, other)
    const [{ facts }] = Buffer.from(chunk!.bytes)
      .toString()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(facts.members.length).toBeGreaterThan(0)
    expect(facts).toMatchObject({ withheld: expect.arrayContaining(['county', 'tenure']) })
    const rows = await sql(
      test,
      `select resident_id, ground, fields from residents.audit where action = 'EXPORT' and agency = 'hra-ocj'`,
    )
    expect(rows).toEqual([{ resident_id: id, ground: 'CONSENT', fields: ['Resident.facts (HOUSEHOLD)'] }])
  })

  it('are screened by what is known of their households', async () => {
    const settings = readSettings({ HUB_DATA: test.data })
    const { rules } = checkCities(settings.cities, { only: 'nyc', data: settings.data }).get('nyc')!
    const screen = openScreen({ rules, asOf: '2026-06-01', format: 'stored', programs: ['scrie', 'workforce1'], explain: false })
    const [chunk] = await fetched(test)
    const [first] = Buffer.from(screen({ ...chunk!, free: undefined }).bytes)
      .toString()
      .split('\n')
    const { residentId, results } = JSON.parse(first as string)
    expect(residentId).toBe(idsIn([chunk!])[0])
    const [row] = await sql(
      test,
      'select h.facts from residents.resident r join residents.household h on h.id = r.household_id where r.id = $1',
      [residentId],
    )
    const book = loadCities(settings.cities, { only: 'nyc', data: settings.data }).get('nyc')!.catalogue.rules
    const told = book.decideAll(row.facts, '2026-06-01', ['scrie', 'workforce1'])
    expect(results.map((one: any) => [one.program, one.outcome])).toEqual(told.map(({ program, outcome }) => [program, outcome]))
  })

  it('are not looked for where no hub has been', async () => {
    await expect(openResidents(readSettings({ HUB_DATA: `${test.data}/elsewhere` }))).rejects.toThrow('There are no residents in')
  })
})
