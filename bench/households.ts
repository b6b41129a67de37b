/** Households to measure with, as lines of `hub screen --format hub`: nobody here exists, and the same number is always the same household. */
import {
  EvictionCase,
  householdFacts,
  HousingLoss,
  memberFacts,
  RentalType,
  type FactDefinition,
  type FactEnum,
} from '../runtime/facts'

type Json = Record<string, unknown>

/** How many of a hundred say yes, where it is not ten. */
const yes: Readonly<Record<string, number>> = {
  membersComplete: 100,
  livesInCity: 95,
  paysHeating: 60,
  receivesSnap: 25,
  primaryResidence: 90,
  ownersAreSpousesOrSiblings: 90,
  onLease: 70,
  inTaxHousehold: 85,
  citizenOrQualified: 80,
  lawfullyPresent: 92,
  hasMedicaid: 35,
  filesTaxes: 75,
  incomesComplete: 100,
  expensesComplete: 100,
}

/** What nobody is before that age. */
const notBefore: Readonly<Record<string, number>> = {
  veteran: 18,
  wartimeService: 18,
  veteransSpouse: 18,
  receivesVeteransDisability: 18,
  receivesAgingServices: 60,
  pregnant: 15,
  firstPregnancy: 15,
  postpartum: 15,
  breastfeeding: 15,
  parenting: 15,
  onLease: 18,
  onDeed: 18,
  unemployed: 16,
  unemployedWorkedLast18Months: 16,
  filesTaxes: 16,
  marriedFilingSeparately: 18,
}

/** Of 1 to 5 members; every other one with every fact known, the others with each fact unknown one time in five. `asOf` is an ISO day. */
export function householdLine(number: number, asOf = '2026-06-01'): string {
  const random = seeded(number)
  const known = number % 2 === 0 ? () => true : () => random() >= 0.2
  const members = [1, 1, 1, 2, 2, 3, 3, 4, 5][Math.floor(random() * 9)] as number
  const facts = {
    ...household(random, known),
    members: Array.from({ length: members }, (_, index) => member(index, Number(asOf.slice(0, 4)), random, known)),
  }
  return JSON.stringify({ id: `household-${number}`, facts })
}

function household(random: () => number, known: () => boolean): Json {
  return filled(householdFacts, known, (name) => {
    switch (name) {
      case 'county':
        return pick(random, ['36005', '36047', '36061', '36081', '36085'])
      case 'tenure':
        return pick(random, ['RENTER', 'RENTER', 'RENTER', 'RENTER', 'OWNER', 'OWNER', 'STAYING_WITH_OTHERS', 'SHELTER'])
      case 'rentalType':
        return one(random, RentalType)
      case 'evictionCase':
        return random() < 0.8 ? 'NONE' : one(random, EvictionCase)
      case 'housingLoss':
        return random() < 0.9 ? 'NONE' : one(random, HousingLoss)
      case 'rentMonthly':
        return dollars(random, 500, 3_500)
      case 'homePrice':
        return dollars(random, 200_000, 900_000)
      case 'assets':
        return random() < 0.5 ? dollars(random, 0, 3_000) : dollars(random, 0, 150_000)
      case 'shelterDays':
        return random() < 0.9 ? 0 : Math.floor(random() * 366)
      case 'daysAtAddress':
        return Math.floor(random() * 8_000)
      default:
        return random() * 100 < (yes[name] ?? 10)
    }
  })
}

function member(index: number, year: number, random: () => number, known: () => boolean): Json {
  const age = index === 0 || (index === 1 && random() < 0.6) ? 19 + Math.floor(random() * 70) : Math.floor(random() * 22)
  const born = `${year - 1 - age}-${two(1 + random() * 12)}-${two(1 + random() * 28)}`
  const facts = filled(memberFacts, known, (name) => {
    switch (name) {
      case 'relationship':
        return index === 0 ? 'HEAD' : age < 22 ? 'CHILD' : pick(random, ['SPOUSE', 'PARTNER', 'PARENT', 'SIBLING'])
      case 'birthDate':
        return born
      case 'age':
        return age
      case 'workHoursMonthly':
        return age < 16 ? 0 : Math.floor(random() * 180)
      case 'student':
      case 'studentFullTime':
        return age >= 5 && age < 18 ? true : age < 26 && random() < 0.4
      case 'incomes':
        return incomes(age, random)
      case 'expenses':
        return random() < 0.3 ? [amount(random, ['CHILD_CARE', 'MEDICAL', 'HEATING', 'UTILITIES'], 30, 900, ['MONTHLY'])] : []
      default:
        return age >= (notBefore[name] ?? 0) && random() * 100 < (yes[name] ?? 10)
    }
  })
  return { id: `m${index + 1}`, ...facts }
}

function incomes(age: number, random: () => number): readonly Json[] {
  if (age < 16 || random() < 0.15) return []
  const main =
    age >= 65
      ? amount(random, ['SS_RETIREMENT', 'PENSION', 'SSI'], 600, 3_200, ['MONTHLY'])
      : amount(random, ['WAGES', 'WAGES', 'SELF_EMPLOYMENT', 'UNEMPLOYMENT'], 150, 1_900, ['WEEKLY', 'BIWEEKLY'])
  return random() < 0.2
    ? [main, amount(random, ['CHILD_SUPPORT', 'GIFTS', 'INVESTMENT'], 20, 600, ['MONTHLY', 'YEARLY'])]
    : [main]
}

function amount(random: () => number, types: readonly string[], from: number, to: number, often: readonly string[]): Json {
  return { type: pick(random, types), amount: dollars(random, from, to), frequency: pick(random, often) }
}

function filled(table: Readonly<Record<string, FactDefinition>>, known: () => boolean, value: (name: string) => unknown): Json {
  const facts: Json = {}
  // The value is drawn in any case: what is unknown of one fact changes no other.
  for (const name of Object.keys(table)) {
    const drawn = value(name)
    if (known()) facts[name] = drawn
  }
  return facts
}

function one(random: () => number, { values }: FactEnum): string {
  return pick(random, Object.keys(values))
}

function pick(random: () => number, from: readonly string[]): string {
  return from[Math.floor(random() * from.length)] as string
}

function dollars(random: () => number, from: number, to: number): string {
  return (from + random() * (to - from)).toFixed(2)
}

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, '0')
}

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
