import { newId } from '../../runtime/ids'
import { loadData } from '../../cli/load'
import { openTestHub, type TestHub } from '../hub'

const worker = ['outreach', 'nyc', 'peu'] as const
const phone = (value: string) => [{ kind: 'PHONE', value }]

describe('several changes in one document', () => {
  let test: TestHub
  beforeAll(async () => {
    test = await openTestHub()
  })
  afterAll(() => test.close())

  it('each answer what stands after them, not what an earlier one has read', async () => {
    const id = newId()
    const register = 'mutation($input: RegisterResidentInput!) { registerResident(input: $input) { household { id } } }'
    const { data } = await test.ask(worker, register, {
      input: { idempotencyKey: newId(), id, contactPoints: phone('+1 212 555 0101') },
    })
    const householdId = data.registerResident.household.id as string
    const document = `mutation($a: UpdateResidentInput!, $b: UpdateResidentInput!, $c: RecordFactsInput!, $d: RegisterResidentInput!) {
      a: updateResident(input: $a) { contactPoints { value } }
      b: updateResident(input: $b) { contactPoints { value } }
      c: recordFacts(input: $c) { version facts { rentMonthly } }
      d: registerResident(input: $d) { household { version facts { rentMonthly } } }
    }`
    const update = (expectedVersion: number, value: string) => ({
      idempotencyKey: newId(),
      id,
      expectedVersion,
      contactPoints: phone(value),
    })
    const { data: answered, errors } = await test.ask(worker, document, {
      a: update(1, '+1 212 555 0102'),
      b: update(2, '+1 212 555 0103'),
      c: { idempotencyKey: newId(), householdId, expectedVersion: 1, facts: { rentMonthly: '10.00' } },
      d: { idempotencyKey: newId(), householdId, facts: { rentMonthly: '20.00' } },
    })
    expect(errors).toEqual([])
    expect(answered).toEqual({
      a: { contactPoints: [{ value: '+1 212 555 0102' }] },
      b: { contactPoints: [{ value: '+1 212 555 0103' }] },
      c: { version: 2, facts: { rentMonthly: '10.00' } },
      d: { household: { version: 3, facts: { rentMonthly: '20.00' } } },
    })
  })

  it('name the field whose id is on record already', async () => {
    const taken = newId()
    const register = 'mutation($input: RegisterResidentInput!) { registerResident(input: $input) { id } }'
    await test.ask(worker, register, { input: { idempotencyKey: newId(), newHouseholdId: taken } })
    const { errors } = await test.ask(worker, register, { input: { idempotencyKey: newId(), newHouseholdId: taken } })
    expect(errors.map(({ message, extensions }) => [extensions['code'], message])).toEqual([
      ['CONFLICT', 'newHouseholdId: this id is on record already: choose a new one'],
    ])
  })
})

describe("a queue that the city's files no longer name", () => {
  it('takes no new referrals', async () => {
    const test = await openTestHub()
    const city = [...test.hub.cities].filter(([id]) => id === 'nyc')
    const fewer = new Map(
      city.map(([id, { queues, ...rest }]) => [id, { ...rest, queues: queues.filter(({ code }) => code !== 'hra-medicaid') }]),
    )
    await loadData(test.hub.database, fewer, new Date())
    const query = '{ program(code: "medicaid") { queues { code } } }'
    const { data } = await test.ask(worker, query)
    await test.close()
    expect(data.program.queues).toEqual([{ code: 'nysoh-enrollment' }])
  })
})
