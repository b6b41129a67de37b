/** The ten programs as rules of json-rules-engine. */
import type { HouseholdFacts } from '../../../runtime/facts'
import type { PeerEngines } from './install'
import type { Verdicts } from './json-logic'
import { prepare, type Prepared } from './prepared'
import { ten, type Limits, type Ten } from './ten'

type Member = Prepared['members'][number]

/** A member passes one of the kinds with everything that it names. */
interface Kind extends Partial<Omit<Member, 'age'>> {
  readonly age?: readonly [least: number, most: number]
}

const is = (fact: string, value: unknown) => ({ fact, operator: 'equal', value })
const isOneOf = (fact: string, value: readonly string[]) => ({ fact, operator: 'in', value })
const atLeast = (fact: string, value: number) => ({ fact, operator: 'greaterThanInclusive', value })
const above = (fact: string, value: unknown) => ({ fact, operator: 'greaterThan', value })
const within = (fact: string, value: unknown) => ({ fact, operator: 'lessThanInclusive', value })
const limit = (fact: string) => ({ fact })
const some = (...kinds: readonly Kind[]) => ({ fact: 'members', operator: 'someone', value: kinds })
const everyone = (...kinds: readonly Kind[]) => ({ fact: 'members', operator: 'everyone', value: kinds })

const wicPerson: readonly Kind[] = [{ pregnant: true }, { breastfeeding: true }, { postpartum: true }, { age: [0, 4] }]
const someoneIsQualified = some({ citizenOrQualified: true })
const someoneHasCash = some({ receivesCashAssistance: true })

function rulesFor(limits: Limits): Readonly<Record<Ten, readonly unknown[]>> {
  return {
    'fair-fares': [
      isOneOf('county', ['36005', '36047', '36061', '36081', '36085']),
      some({ age: [18, 64], hasOtherFareDiscount: false }),
      within('income', limit('fairFaresLimit')),
    ],
    'section-8': [
      atLeast('headAge', 18),
      within('income', limit('section8Limit')),
      within('assets', limits.section8Assets),
      someoneIsQualified,
    ],
    scrie: [
      is('tenure', 'RENTER'),
      isOneOf('rentalType', ['RENT_REGULATED', 'RENT_REGULATED_HOTEL', 'MITCHELL_LAMA', 'HDFC', 'SECTION_213']),
      atLeast('headAge', 62),
      is('headOnLease', true),
      within('incomeWithoutGifts', limits.scrie),
      above('yearlyRent', limit('thirdOfIncome')),
    ],
    heap: [
      {
        any: [
          is('receivesSnap', true),
          someoneHasCash,
          { all: [is('size', 1), is('headReceivesSsi', true)] },
          within('income', limit('heapLimit')),
        ],
      },
      someoneIsQualified,
    ],
    snap: [
      {
        any: [
          everyone({ receivesSsi: true }, { receivesCashAssistance: true }),
          within('income', limit('snapLimit130')),
          { all: [above('earned', 0), within('income', limit('snapLimit150'))] },
          {
            all: [
              { any: [above('careCost', 0), some({ age: [60, 200] }, { disabled: true }, { blind: true })] },
              within('income', limit('snapLimit200')),
            ],
          },
        ],
      },
      someoneIsQualified,
    ],
    wic: [
      some(...wicPerson),
      {
        any: [
          is('receivesSnap', true),
          someoneHasCash,
          some(...wicPerson.map((kind) => ({ ...kind, hasMedicaid: true }))),
          within('income', limit('wicLimit')),
        ],
      },
    ],
    'head-start': [
      some({ age: [0, 5] }),
      {
        any: [
          isOneOf('tenure', ['SHELTER', 'UNSHELTERED']),
          is('receivesSnap', true),
          someoneHasCash,
          some({ receivesSsi: true }),
          some({ age: [0, 5], relationship: 'FOSTER_CHILD' }),
          within('income', limit('headStartLimit')),
        ],
      },
    ],
    idnyc: [some({ age: [10, 200] })],
    'commodity-supplemental-food': [some({ age: [60, 200] }), within('income', limit('csfpLimit'))],
    'housing-connect': [
      some({ age: [18, 200] }),
      within('income', limit('housingConnectLimit')),
      within('assets', limits.housingConnectAssets),
    ],
  }
}

/** In the order of the ten. */
export function openJsonRules(
  { jsonRules }: PeerEngines,
  asOf: string,
  limits: Limits,
): (household: HouseholdFacts) => Promise<Verdicts> {
  const engine = new jsonRules.Engine()
  const rules = rulesFor(limits)
  engine.addOperator('someone', (members, kinds) => members.some((member) => isOf(member, kinds)))
  engine.addOperator('everyone', (members, kinds) => members.every((member) => isOf(member, kinds)))
  for (const program of ten) engine.addRule({ conditions: { all: rules[program] }, event: { type: program } })
  return async (household) => {
    const { events } = await engine.run(prepare(household, asOf, limits))
    const passed = new Set(events.map(({ type }) => type))
    return ten.map((program) => passed.has(program))
  }
}

function isOf(member: Member, kinds: readonly Kind[]): boolean {
  return kinds.some(({ age, ...others }) => {
    if (age !== undefined && (member.age < age[0] || member.age > age[1])) return false
    for (const name in others) if (member[name as keyof typeof others] !== others[name as keyof typeof others]) return false
    return true
  })
}
