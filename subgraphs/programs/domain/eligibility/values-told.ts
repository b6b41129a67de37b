/** The values that may be told of one fact, in plain words, and the answer each leads to. */
import { householdFacts, type HouseholdFacts } from '../../../../runtime/facts'
import type { Outcome } from './answer'
import {
  age,
  birthDate,
  expenseTypes,
  householdByNumber,
  incomes,
  incomeTypes,
  memberByNumber,
  membersComplete,
} from './facts-by-number'
import { piecesOver, pointsOf, sayMoney, sayNumber } from './number-pieces'
import { memberOf, numberOf, type Fact } from './open-facts'
import type { Value } from './suppose'
import { Op, type Tape } from './tape'
import { tell, tellRest } from './tell'

export interface ValueTold {
  readonly value: string
  /** Undefined where the answer stays open. */
  readonly outcome: Outcome | undefined
}

/** The one fact that is asked about, in a household, for a program. */
export interface Asked {
  readonly fact: Fact
  readonly household: HouseholdFacts
  readonly asOf: string
  readonly tape: Tape
  /** All that the program's rules stand on. */
  readonly steps: Int32Array
  /** Of a number or of amounts: values between which the program's tests turn. */
  readonly values: readonly Value[]
}

/** The answer for a household as it would be known. */
type Hear = (household: HouseholdFacts) => Outcome | undefined

export function kindOf(fact: Fact) {
  return memberOf(fact) < 0 ? householdByNumber[fact]! : memberByNumber[numberOf(fact)]!
}

/** Every value, or group of values, of the fact. */
export function valuesTold(asked: Asked, hear: Hear): readonly ValueTold[] {
  const { fact, household, asOf, tape, values } = asked
  const { kind, codes, name } = kindOf(fact)
  const outcomeFor = (value: boolean | string | number) => hear(tell(household, asOf, fact, value))
  const each = (those: readonly string[]) => those.map((value) => ({ value, outcome: outcomeFor(value) }))
  if (fact === membersComplete) {
    return household.members.length === 0 ? [] : [{ value: 'nobody else lives there', outcome: outcomeFor(true) }]
  }
  if (isAge(fact)) {
    return piecesOver(allYears, outcomeFor).map((piece) => ({ value: sayNumber(piece, 0, mostYears), outcome: piece.outcome }))
  }
  switch (kind) {
    case 'BOOLEAN':
      return [true, false].map((value) => ({ value: String(value), outcome: outcomeFor(value) }))
    case 'CODE':
      return each([...codes.keys()].filter((value) => name !== 'relationship' || value !== 'HEAD' || !hasHead(household)))
    case 'TEXT':
      return [...each([...tape.texts.keys()]), { value: 'any other', outcome: outcomeFor('') }]
    case 'INCOMES':
    case 'EXPENSES':
      return amountsTold(asked, hear)
    default: {
      const points = pointsOf(values, 0)
      const say = isMoney(name) ? sayMoney : sayNumber
      return piecesOver(points, outcomeFor).map((piece) => ({
        value: say(piece, 0, points.at(-1)!),
        outcome: piece.outcome,
      }))
    }
  }
}

/** What more the member has: nothing, or one further amount of the types that the rules do not tell apart. */
function amountsTold({ fact, household, tape, steps, values }: Asked, hear: Hear): readonly ValueTold[] {
  const list = numberOf(fact)
  const noun = list === incomes ? 'income' : 'expense'
  const types = list === incomes ? incomeTypes : expenseTypes
  const points = pointsOf(values, 1)
  const most = points.at(-1)!
  const named = new Map<string, { readonly names: string[]; readonly told: readonly ValueTold[] }>()
  for (const names of typesAlike(tape, steps, list, types)) {
    const type = names[0]!
    const told = piecesOver(points, (cents) => hear(tellRest(household, fact, { type, frequency: 'YEARLY', cents }))).map(
      (piece) => ({ value: `${sayMoney(piece, 1, most)} a year`, outcome: piece.outcome }),
    )
    const key = JSON.stringify(told)
    const alike = named.get(key)
    if (alike === undefined) named.set(key, { names: [...names], told })
    else alike.names.push(...names)
  }
  const more = [...named.values()].flatMap(({ names, told }) => {
    const what = names.length === types.size ? `further ${noun}` : names.join(', ')
    return told.map(({ value, outcome }) => ({ value: `${what} of ${value}`, outcome }))
  })
  return [{ value: `no more ${noun}`, outcome: hear(tellRest(household, fact)) }, ...more]
}

/** The names of the types in groups: the same tests count those of a group. Types that no test counts are left out. */
function typesAlike(tape: Tape, steps: Int32Array, list: number, types: ReadonlyMap<string, number>): readonly string[][] {
  const masks = [...steps].filter((at) => tape.op[at] === Op.AMOUNTS && tape.a[at] === list).map((at) => tape.b[at]!)
  const groups = new Map<string, string[]>()
  for (const [name, type] of types) {
    const counted = masks.map((mask) => (mask >>> type) & 1).join('')
    if (counted.includes('1')) groups.set(counted, [...(groups.get(counted) ?? []), name])
  }
  return [...groups.values()]
}

function isAge(fact: Fact): boolean {
  const number = numberOf(fact)
  return memberOf(fact) >= 0 && (number === birthDate || number === age)
}

function isMoney(name: string): boolean {
  return (householdFacts as Readonly<Record<string, { readonly type: unknown }>>)[name]?.type === 'money'
}

function hasHead({ members }: HouseholdFacts): boolean {
  return members.some(({ relationship }) => relationship === 'HEAD')
}

/** As old as a person may be on record. */
const mostYears = 130
const allYears = Array.from({ length: mostYears + 1 }, (_, years) => years)
