/** The same ages, sums, counts and limits as prepared.ts, reckoned in json-logic too: two methods are ours, an age and a yearly amount. */
import { timesPerYear } from '../../../runtime/facts'
import { ageFrom } from '../../../subgraphs/programs/domain/eligibility/sheet'
import type { PeerEngines } from './install'
import type { Prepared } from './prepared'
import type { Limits } from './ten'

type Logic = InstanceType<PeerEngines['jsonLogic']['LogicEngine']>

const read = (name: string) => ({ var: name })
const members = read('members')
const times = (quantity: unknown, factor: number) => ({ '*': [quantity, factor] })
const isTypeOf = (...types: readonly string[]) => ({ in: [read('current.type'), types] })
const everything = true

/** Over all members. */
const sum = (list: 'incomes' | 'expenses', counts: unknown) => ({
  reduce: [members, { '+': [read('accumulator'), { reduce: [read(`current.${list}`), plus(counts), 0] }] }, 0],
})
const yearly = { yearly: [read('current.cents'), read('current.frequency')] }
const plus = (counts: unknown) =>
  counts === everything
    ? { '+': [read('accumulator'), yearly] }
    : { if: [counts, { '+': [read('accumulator'), yearly] }, read('accumulator')] }

const ofHead = (value: unknown) => ({
  reduce: [members, { if: [{ '===': [read('current.relationship'), 'HEAD'] }, value, read('accumulator')] }, null],
})
const size = { reduce: [members, { '+': [read('accumulator'), 1] }, 0] }
const unborn = { reduce: [members, { '+': [read('accumulator'), { if: [read('current.pregnant'), 1, 0] }] }, 0] }
const childSupport = sum('expenses', isTypeOf('CHILD_SUPPORT'))

const copied = [
  'relationship',
  'hasOtherFareDiscount',
  'citizenOrQualified',
  'onLease',
  'receivesCashAssistance',
  'receivesSsi',
  'disabled',
  'blind',
  'pregnant',
  'breastfeeding',
  'postpartum',
  'hasMedicaid',
]

const sums = {
  county: read('county'),
  tenure: read('tenure'),
  rentalType: read('rentalType'),
  receivesSnap: read('receivesSnap'),
  assets: read('assets'),
  members: {
    map: [
      members,
      { eachKey: { age: { age: [read('birthDate')] }, ...Object.fromEntries(copied.map((name) => [name, read(name)])) } },
    ],
  },
  size,
  unborn,
  headAge: ofHead({ age: [read('current.birthDate')] }),
  headOnLease: ofHead(read('current.onLease')),
  headReceivesSsi: ofHead(read('current.receivesSsi')),
  income: sum('incomes', everything),
  incomeWithoutGifts: sum('incomes', { '!': isTypeOf('GIFTS') }),
  earned: sum('incomes', isTypeOf('WAGES', 'SELF_EMPLOYMENT', 'BOARDER')),
  childSupport,
  careCost: sum('expenses', isTypeOf('CHILD_CARE', 'DEPENDENT_CARE')),
  yearlyRent: times(read('rentMonthly'), 12),
}

const limit = (table: keyof Limits, people: unknown = read('size')) => ({ limit: [table, people] })
const more = (quantity: unknown) => ({ '+': [quantity, read('childSupport')] })

const limitsForSize = {
  thirdOfIncome: { '/': [read('incomeWithoutGifts'), 3] },
  fairFaresLimit: limit('fairFares'),
  section8Limit: limit('section8'),
  heapLimit: limit('heap'),
  snapLimit130: more(limit('snap130')),
  snapLimit150: more(limit('snap150')),
  snapLimit200: more(limit('snap200')),
  wicLimit: limit('wic', { '+': [read('size'), read('unborn')] }),
  headStartLimit: limit('headStart'),
  csfpLimit: limit('csfp'),
  housingConnectLimit: limit('housingConnect'),
}

export function prepareByLogic(engine: Logic, asOf: string, limits: Limits): (household: object) => Prepared {
  engine.addMethod('age', ([born]) => ageFrom(born as string, asOf) ?? -1, { deterministic: true })
  engine.addMethod('yearly', ([cents, frequency]) => (cents as number) * timesPerYear[frequency as 'WEEKLY'], {
    deterministic: true,
  })
  engine.addMethod('limit', ([table, people]) => (limits[table as keyof Limits] as readonly number[])[people as number], {
    deterministic: true,
  })
  const sum = engine.build({ eachKey: sums })
  const look = engine.build({ eachKey: limitsForSize })
  return (household) => {
    const found = sum(household) as object
    return Object.assign(found, look(found)) as Prepared
  }
}
