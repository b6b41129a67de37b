import { openTestHub, type TestHub } from '../hub'
import { key, openWorld, type World } from './world'

describe('a screening', () => {
  let test: TestHub
  let world: World
  beforeAll(async () => {
    test = await openTestHub()
    world = await openWorld(test, 'nyc')
  })
  afterAll(() => test.close())

  const said = `asOf facts { county members { id incomes { type amount } } } results {
    program { code } outcome asOf ruleVersion mayNameTooMany unsourced note { en es }
    criteria { id stage state limit margin effectiveFrom effectiveTo citation { law url } facts { fact member value withheld } }
    missing { fact member question { en es } } toVerify { fact member } whyNot { criterion limit margin facts { fact value } }
    couldSettle { fact member answers { value outcome } } }`
  const replay = async (id: string) => (await test.ask(world.who, `{ screening(id: "${id}") { ${said} } }`)).data.screening

  it.each(['2024-06-01', '2025-06-01', '2026-06-01'])('of %s says the same whenever it is asked', async (asOf) => {
    const record = async (facts: object) => {
      const { data } = await test.ask(world.who, `{ household(id: "${world.household}") { version } }`)
      const input = { idempotencyKey: key(), householdId: world.household, expectedVersion: data.household.version, facts }
      const { errors } = await test.ask(world.who, 'mutation($input: RecordFactsInput!) { recordFacts(input: $input) { id } }', {
        input,
      })
      expect(errors).toEqual([])
    }
    const head = (amount: string) => ({
      id: world.member,
      birthDate: '1958-03-02',
      incomes: [{ type: 'WAGES', amount, frequency: 'YEARLY' }],
      incomesComplete: true,
    })
    await record({
      county: '36005',
      tenure: 'RENTER',
      rentalType: 'RENT_REGULATED',
      membersComplete: true,
      members: [head('31000.00')],
    })
    const input = { idempotencyKey: key(), residentId: world.resident, asOf }
    const { data, errors } = await test.ask(
      world.who,
      `mutation($input: ScreenResidentInput!) { screenResident(input: $input) { id ${said} } }`,
      { input },
    )
    expect(errors).toEqual([])
    const { id, ...then } = data.screenResident
    expect(then.results.length).toBeGreaterThan(10)
    expect(then.results.every((result: { asOf: string }) => result.asOf === asOf)).toBe(true)

    await record({ county: '37119', tenure: 'OWNER', rentalType: null, evictionCase: 'NONPAYMENT', members: [head('90000.00')] })
    expect(await replay(id)).toEqual(then)
  })

  it('is judged by the rules of its day, though those of a later day differ', async () => {
    const limits = async (asOf: string) => {
      const input = { idempotencyKey: key(), residentId: world.resident, asOf }
      const { data } = await test.ask(
        world.who,
        `mutation($input: ScreenResidentInput!) { screenResident(input: $input) {
          id results(programs: ["right-to-counsel"]) { criteria { id limit } } } }`,
        { input },
      )
      return { id: data.screenResident.id as string, results: data.screenResident.results }
    }
    const [past, present] = [await limits('2025-06-01'), await limits('2026-06-01')]
    expect(past.results).not.toEqual(present.results)
    const { data } = await test.ask(
      world.who,
      `{ screening(id: "${past.id}") { results(programs: ["right-to-counsel"]) { criteria { id limit } } } }`,
    )
    expect(data.screening.results).toEqual(past.results)
  })
})
