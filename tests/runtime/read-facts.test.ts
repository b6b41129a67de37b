import { householdFacts, memberFacts } from '../../runtime/facts'
import { readHousehold } from '../../runtime/read-facts'

const read = (facts: unknown) => readHousehold(structuredClone(facts), '2026-06-01') as any
const refused = (field: string, message: string) => ({ refused: 'BAD_USER_INPUT', field, message })
const money =
  'expected an amount as decimal text with at most two places, such as "1234.50", from 0 to 9999999999.99, or the same as a number'

describe('a household in JSON', () => {
  it('is read with money in cents, and without what is null', () => {
    const wage = { type: 'WAGES', frequency: 'WEEKLY' }
    expect(
      read({
        rentMonthly: '1400.50',
        assets: 0.1,
        livesInCity: null,
        withheld: ['tenure'],
        members: [{ id: 'anna', incomes: [{ ...wage, amount: 12 }, { ...wage, amount: null }, wage] }],
      }),
    ).toEqual({
      rentMonthly: 140_050,
      assets: 10,
      withheld: ['tenure'],
      members: [{ id: 'anna', incomes: [{ ...wage, cents: 1200 }, wage, wage] }],
    })
  })

  it('has members, and each has an id, its own or by its place', () => {
    expect(read({})).toEqual({ members: [] })
    expect(read({ members: [{}, { id: 'x' }, { id: null }] }).members.map(({ id }: { id: string }) => id)).toEqual([
      'm1',
      'x',
      'm3',
    ])
    expect(read({ members: [{ id: 'm2' }, {}] })).toEqual(
      refused('facts.members[1].id', 'expected an id that no other member has'),
    )
  })

  it.each(Object.entries(householdFacts))('refuses a list for %s', (name) => {
    expect(read({ [name]: [] })).toMatchObject({ refused: 'BAD_USER_INPUT', field: `facts.${name}` })
  })

  it.each(Object.entries(memberFacts))('refuses an object for %s of a member', (name) => {
    expect(read({ members: [{}, { [name]: {} }] })).toMatchObject({
      refused: 'BAD_USER_INPUT',
      field: `facts.members[1].${name}`,
    })
  })

  it.each([
    [undefined, 'facts', 'expected an object'],
    [[], 'facts', 'expected an object'],
    [{ members: {} }, 'facts.members', 'expected a list of members'],
    [{ members: Array(31).fill({}) }, 'facts.members', 'expected at most 30 members'],
    [{ members: [null] }, 'facts.members[0]', 'expected an object'],
    [{ rooms: 3 }, 'facts.rooms', 'expected the name of a fact'],
    [{ 'Anna lives here': 3 }, 'facts.?', 'expected the name of a fact'],
    [{ county: '1' }, 'facts.county', 'expected a county as its five-digit FIPS code'],
    [{ county: '36005\n' }, 'facts.county', 'expected text on one line'],
    [{ shelterDays: 366 }, 'facts.shelterDays', 'expected a number of days from 0 to 365'],
    [{ shelterDays: -1 }, 'facts.shelterDays', 'expected a whole number from 0 on'],
    [{ assets: 0.105 }, 'facts.assets', money],
    [{ assets: -1 }, 'facts.assets', money],
    [{ assets: 1e21 }, 'facts.assets', money],
    [{ withheld: ['nothing'] }, 'facts.withheld[0]', 'expected the name of a fact'],
    [{ members: [{ birthDate: '2026-06-02' }] }, 'facts.members[0].birthDate', 'expected a day not after 2026-06-01'],
    [{ members: [{ birthDate: '2026-02-30' }] }, 'facts.members[0].birthDate', /^expected a day as YYYY-MM-DD/],
    [{ members: [{ incomes: [{ type: 'WAGES' }] }] }, 'facts.members[0].incomes[0].frequency', 'expected it to be given'],
    [{ members: [{ incomes: [{ kind: 1 }] }] }, 'facts.members[0].incomes[0].kind', 'expected one of type, frequency, amount'],
    [{ members: [{ relationship: 'HEAD' }, { relationship: 'HEAD' }] }, 'facts.members', /^expected at most one member/],
  ])('refuses %j', (facts, field, message) => {
    expect(read(facts)).toEqual(
      refused(field, (typeof message === 'string' ? message : expect.stringMatching(message)) as string),
    )
  })
})
