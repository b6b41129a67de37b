import { randomUUID } from 'node:crypto'
import { openTestHub, type TestHub } from '../hub'
import { openWorld, type World } from './world'

const eligibility = `program { code } outcome missing { fact } couldSettle { fact answers { value outcome } } whyNot { criterion }`

describe('what if', () => {
  let test: TestHub
  let world: World
  beforeAll(async () => {
    test = await openTestHub()
    world = await openWorld(test, 'nyc')
  })
  afterAll(() => test.close())

  const query = `query($id: UUID!, $suppose: HouseholdFactsInput, $asOf: Date) {
    resident(id: $id) {
      household { version facts { rentalType evictionCase } }
      eligibility(programs: ["right-to-counsel"], asOf: $asOf, suppose: $suppose) { ${eligibility} mayNameTooMany }
      interview(programs: ["right-to-counsel"], asOf: $asOf, suppose: $suppose) { asOf open { code } next { fact } questions { fact programs { code } settles { code } } }
    }
  }`
  const resident = (suppose?: object) => test.ask(world.who, query, { id: world.resident, suppose, asOf: '2026-06-01' })
  const tenant = () => ({ county: '36005', tenure: 'RENTER', rentalType: 'RENT_REGULATED', membersComplete: true })
  const wage = (amount: string) => ({
    members: [{ id: world.member, incomes: [{ type: 'WAGES', amount, frequency: 'YEARLY' }], incomesComplete: true }],
  })

  it('changes the answer and the interview, and nothing that is stored', async () => {
    const before = await resident()
    const { data, errors } = await resident({ ...tenant(), ...wage('20000.00') })
    expect(errors).toEqual([])
    expect(data.resident.eligibility).toEqual([
      {
        program: { code: 'right-to-counsel' },
        outcome: 'NEEDS_INFORMATION',
        missing: [{ fact: 'evictionCase' }],
        mayNameTooMany: false,
        whyNot: [],
        couldSettle: [{ fact: 'evictionCase', answers: expect.arrayContaining([{ value: 'NONPAYMENT', outcome: 'ELIGIBLE' }]) }],
      },
    ])
    expect(data.resident.interview).toEqual({
      asOf: '2026-06-01',
      open: [{ code: 'right-to-counsel' }],
      next: { fact: 'evictionCase' },
      questions: [{ fact: 'evictionCase', programs: [{ code: 'right-to-counsel' }], settles: [{ code: 'right-to-counsel' }] }],
    })
    expect(before.data.resident.eligibility[0].missing.length).toBeGreaterThan(1)
    expect(await resident()).toEqual(before)
  })

  it('ends the interview once it is decided', async () => {
    const { data } = await resident({ ...tenant(), ...wage('20000.00'), evictionCase: 'NONE' })
    expect(data.resident.eligibility).toMatchObject([
      { outcome: 'INELIGIBLE', whyNot: expect.arrayContaining([{ criterion: 'eviction-case' }]) },
    ])
    expect(data.resident.interview).toMatchObject({ open: [], next: null, questions: [] })
  })

  it('null makes a fact unknown again', async () => {
    const { data } = await resident({ ...tenant(), ...wage('20000.00'), evictionCase: 'NONPAYMENT', county: null })
    expect(data.resident.eligibility).toMatchObject([{ outcome: 'NEEDS_INFORMATION', missing: [{ fact: 'county' }] }])
  })

  it.each([
    [{ county: 'Bronx' }, 'suppose.county'],
    [{ shelterDays: 366 }, 'suppose.shelterDays'],
    [{ members: Array.from({ length: 31 }, () => ({ id: randomUUID() })) }, 'suppose.members'],
    [{ members: [{ id: randomUUID(), relationship: 'HEAD' }] }, 'suppose.members'],
  ])('%j is refused as it would be on record', async (suppose, field) => {
    const { data, errors } = await resident(suppose)
    expect([data.resident.eligibility, data.resident.interview]).toEqual([null, null])
    expect(errors.map(({ extensions }) => [extensions['code'], extensions['field']])).toEqual([
      ['BAD_USER_INPUT', field],
      ['BAD_USER_INPUT', field],
    ])
  })

  it('of a screening, leaves the snapshot as it is', async () => {
    const ask = (suppose?: object) =>
      test.ask(
        world.who,
        `query($id: UUID!, $suppose: HouseholdFactsInput) { screening(id: $id) {
          facts { county } results(programs: ["right-to-counsel"], suppose: $suppose) { outcome }
          interview(programs: ["right-to-counsel"], suppose: $suppose) { questions { fact } } } }`,
        { id: world.screening, suppose },
      )
    const facts = { ...tenant(), ...wage('20000.00'), evictionCase: 'NONPAYMENT' }
    const { data, errors } = await ask(facts)
    expect(errors).toEqual([])
    expect(data.screening).toEqual({ facts: { county: null }, results: [{ outcome: 'ELIGIBLE' }], interview: { questions: [] } })
    const after = (await ask()).data.screening
    expect([after.results[0].outcome, after.facts.county]).toEqual(['NEEDS_INFORMATION', null])
    expect(after.interview.questions.length).toBeGreaterThan(3)
  })

  it('of a household that nobody names, the interview is that of any city', async () => {
    const ask = (city: string) =>
      test.ask(
        world.who,
        `query($city: Line) { interview(facts: { livesInCity: true }, city: $city) { open { code } next { fact } } }`,
        {
          city,
        },
      )
    const [nyc, charlotte] = [await ask('nyc'), await ask('charlotte')]
    expect(nyc.data.interview.open.length).toBeGreaterThan(charlotte.data.interview.open.length)
    expect(charlotte.data.interview.next.fact).not.toBe('')
    expect((await ask('springfield')).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'city' } }])
  })
})
