import { ExpenseType, Frequency, IncomeType, memberFacts, Relationship, RentalType, Tenure } from '../../runtime/facts'
import { readAccessnyc } from '../../subgraphs/programs/domain/formats/accessnyc'
import * as words from '../../subgraphs/programs/domain/formats/accessnyc-words'

const head = { householdMemberType: 'HeadOfHousehold' }
const read = (household: object, ...person: readonly object[]) =>
  readAccessnyc({ household: [household], person: person.length === 0 ? [head] : person }) as any

describe('the words of the City', () => {
  it.each([
    ['rental types', words.rentalTypes, RentalType.values, ['PUBLIC_HOUSING']],
    ['ways to live', words.livings, Tenure.values, ['UNSHELTERED']],
    ['member types', words.memberTypes, Relationship.values, []],
    ['income types', words.incomeTypes, IncomeType.values, []],
    ['expense types', words.expenseTypes, ExpenseType.values, []],
    ['frequencies', words.frequencies, Frequency.values, []],
  ] as const)(
    'for %s are each one of ours, there and back, and all but %j of ours',
    (_, table, ours, without: readonly string[]) => {
      const back = new Map(Object.entries(table).map(([theirs, own]) => [own as string, theirs]))
      expect(back.size).toBe(Object.keys(table).length)
      for (const [theirs, own] of Object.entries(table)) expect(back.get(own)).toBe(theirs)
      expect([...back.keys(), ...without].toSorted()).toEqual(Object.keys(ours).toSorted())
    },
  )

  it('for what is yes or no of a person are facts that are', () => {
    const facts = Object.values(words.personFlags)
    expect(new Set(facts).size).toBe(facts.length)
    for (const fact of facts) expect(memberFacts[fact].type).toBe('boolean')
  })

  it.each(Object.entries(words.rentalTypes))('%s is a rental type', (theirs, own) => {
    expect(read({ livingRenting: true, livingRentalType: theirs })).toMatchObject({ tenure: 'RENTER', rentalType: own })
  })

  it.each(Object.entries(words.incomeTypes))('%s is an income', (theirs, own) => {
    const incomes = [{ amount: '10.50', type: theirs, frequency: 'Weekly' }]
    expect(read({}, { ...head, incomes }).members[0]).toMatchObject({
      incomes: [{ type: own, cents: 1050, frequency: 'WEEKLY' }],
      incomesComplete: true,
    })
  })

  it.each(Object.entries(words.personFlags))('%s is said of a person, yes or no', (theirs, own) => {
    const household = { livingRenting: true, livingOwner: true }
    for (const answer of [true, false]) expect(read(household, { ...head, [theirs]: answer }).members[0][own]).toBe(answer)
    expect(read(household).members[0]).toEqual({ id: 'm1', relationship: 'HEAD' })
  })
})

describe('a request of the City', () => {
  it('is read whole', () => {
    const facts = read(
      { caseId: 'x', cashOnHand: 99.9, livingRenting: true, livingRentalType: 'RentControlled', livingOwner: false },
      {
        ...head,
        age: 66,
        veteran: true,
        livingRentalOnLease: true,
        incomes: [{ amount: 900, type: 'SSI', frequency: 'Monthly' }],
        expenses: [
          { amount: 400, type: 'Rent', frequency: 'Semimonthly' },
          { amount: 50, type: 'Heating', frequency: 'Monthly' },
        ],
      },
      { age: 8, householdMemberType: 'Grandchild', incomes: [] },
    )
    expect(facts).toEqual({
      membersComplete: true,
      tenure: 'RENTER',
      rentalType: 'RENT_REGULATED',
      assets: 9990,
      rentMonthly: 80_000,
      paysHeating: true,
      members: [
        {
          id: 'm1',
          relationship: 'HEAD',
          age: 66,
          veteran: true,
          onLease: true,
          incomes: [{ type: 'SSI', cents: 90_000, frequency: 'MONTHLY' }],
          incomesComplete: true,
          receivesSsi: true,
          receivesSsdi: false,
          receivesCashAssistance: false,
          expenses: [
            { type: 'RENT', cents: 40_000, frequency: 'SEMIMONTHLY' },
            { type: 'HEATING', cents: 5_000, frequency: 'MONTHLY' },
          ],
          expensesComplete: true,
        },
        {
          id: 'm2',
          relationship: 'GRANDCHILD',
          age: 8,
          incomes: [],
          incomesComplete: true,
          receivesSsi: false,
          receivesSsdi: false,
          receivesCashAssistance: false,
        },
      ],
    })
  })

  it('knows nothing that was left out', () => {
    expect(read({})).toEqual({ membersComplete: true, members: [{ id: 'm1', relationship: 'HEAD' }] })
    expect(read({ livingRentalType: null, cashOnHand: null }, { ...head, age: null, incomes: null })).toEqual(read({}))
  })

  it('keeps back how somebody lives who prefers not to say, and does not choose between two ways', () => {
    expect(read({ livingPreferNotToSay: true })).toMatchObject({ withheld: ['tenure'] })
    expect(read({ livingRenting: true, livingOwner: true })).not.toHaveProperty('tenure')
  })

  it('rounds the rent of a month to a cent', () => {
    const rent = (amount: string) => read({}, { ...head, expenses: [{ amount, type: 'Rent', frequency: 'Weekly' }] }).rentMonthly
    expect([rent('300'), rent('300.01')]).toEqual([130_000, 130_004])
  })

  const child = { householdMemberType: 'Child' }
  const wage = { amount: 1, type: 'Wages', frequency: 'Weekly' }
  it.each([
    [{}, [child], 'person', 'exactly one person whose householdMemberType is HeadOfHousehold'],
    [{}, [head, head], 'person', 'exactly one person whose householdMemberType is HeadOfHousehold'],
    [{}, Array(9).fill(head), 'person', 'a list of one to eight persons'],
    [{ livingRentalType: 'NYCHA' }, [head], 'household[0].livingRentalType', 'a rental type only where livingRenting is true'],
    [{ livingRenting: true, livingRentalType: 'Castle' }, [head], 'household[0].livingRentalType', /^expected one of NYCHA, /],
    [
      { livingPreferNotToSay: true, livingHotel: true },
      [head],
      'household[0].livingPreferNotToSay',
      'no other answer on living where it is true',
    ],
    [{}, [{ ...head, livingRentalOnLease: true }], 'person[0].livingRentalOnLease', 'true only where livingRenting is true'],
    [{ livingRenting: true }, [{ ...head, livingOwnerOnDeed: true }], 'person[0].livingOwnerOnDeed', /livingOwner is true/],
    [{ cashOnHand: 1.234 }, [head], 'household[0].cashOnHand', /^expected an amount/],
    [{ livingOwner: 'yes' }, [head], 'household[0].livingOwner', 'true or false'],
    [{}, [{ ...head, age: 3.5 }], 'person[0].age', 'full years from 0 to 130'],
    [{}, [head, { ...child, incomes: [wage, { ...wage, type: 'Luck' }] }], 'person[1].incomes[1].type', /^expected one of Wages/],
    [{}, [{ ...head, incomes: [{ type: 'Wages', frequency: 'Weekly' }] }], 'person[0].incomes[0].amount', /^expected an amount/],
    [{}, [{ ...head, expenses: [{ ...wage, type: 'Rent', frequency: 'Daily' }] }], 'person[0].expenses[0].frequency', /Weekly/],
    [{}, [{ ...head, studentFullTime: true }], 'person[0].studentFullTime', /^expected one of the fields age, student/],
  ])('is refused: %j %j', (household, person, field, expected) => {
    const message = typeof expected === 'string' ? `expected ${expected}` : expect.stringMatching(expected)
    expect(read(household, ...person)).toEqual({ refused: 'BAD_USER_INPUT', field, message })
  })

  it.each([
    [{}, 'household', 'a list of exactly one household'],
    [{ household: [{}, {}], person: [head] }, 'household', 'a list of exactly one household'],
    [{ household: [{}], person: [head], persons: [] }, 'persons', 'no other field than household, person and withholdPayload'],
    [{ household: [{}], person: [head], withholdPayload: 1 }, 'withholdPayload', 'true or false'],
    [[], 'request', 'an object with household and person'],
  ])('is refused as a whole: %j', (request, field, expected) => {
    expect(readAccessnyc(request)).toEqual({ refused: 'BAD_USER_INPUT', field, message: `expected ${expected}` })
  })
})
