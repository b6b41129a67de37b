/**
 * Values that the tests among some steps tell apart, where the steps alone say so: codes by the lists they are on, and numbers by the
 * constants they are compared with. Found once for the steps of a program and kept.
 */
import { headCode, memberByNumber, householdByNumber, otherCode, relationship } from './facts-by-number'
import { memberOf, numberOf, ofMember, type Fact } from './open-facts'
import { order } from './take-comparisons'
import { Op, type Tape } from './tape'

const kept = new WeakMap<Int32Array, Map<Fact, readonly number[] | undefined>>()

/** One value for each way in which the tests can come out; undefined where that depends on the household. */
export function valuesApart(tape: Tape, steps: Int32Array, fact: Fact): readonly number[] | undefined {
  const found = kept.get(steps) ?? new Map<Fact, readonly number[] | undefined>()
  kept.set(steps, found)
  // Members are alike in this.
  const key = memberOf(fact) < 0 ? fact : ofMember(numberOf(fact), 0)
  if (!found.has(key)) found.set(key, find(tape, steps, key))
  return found.get(key)
}

function find(tape: Tape, steps: Int32Array, fact: Fact): readonly number[] | undefined {
  const { kind, codes } = memberOf(fact) < 0 ? householdByNumber[fact]! : memberByNumber[numberOf(fact)]!
  switch (kind) {
    case 'BOOLEAN':
      return [1, 0]
    case 'CODE':
      return codesApart(tape, steps, fact, [...codes.values()])
    case 'TEXT':
      return codesApart(tape, steps, fact, [...tape.texts.values(), otherCode])
    case 'DATE':
    case 'NUMBER':
      return numbersApart(tape, steps, fact, kind === 'DATE')
    default:
      return undefined
  }
}

function codesApart(tape: Tape, steps: Int32Array, fact: Fact, codes: readonly number[]): readonly number[] {
  const op = memberOf(fact) < 0 ? Op.HOUSEHOLD_IS : Op.MEMBER_IS
  const lists = [...steps]
    .filter((at) => tape.op[at] === op && tape.a[at] === numberOf(fact))
    .map((at) => tape.detail[at]!.codes!)
  const isRelationship = op === Op.MEMBER_IS && numberOf(fact) === relationship
  // That somebody is the head may not be possible: it stands for no other relationship.
  const sign = (code: number) => `${isRelationship && code === headCode}${lists.map((list) => list[code]).join('')}`
  return firstOf(isRelationship ? codes.toReversed() : codes, sign)
}

function numbersApart(tape: Tape, steps: Int32Array, fact: Fact, isAge: boolean): readonly number[] | undefined {
  const isOwn = (at: number) => {
    if (isAge) return tape.op[at] === Op.AGE
    return tape.op[at] === (memberOf(fact) < 0 ? Op.HOUSEHOLD_FACT : Op.MEMBER_FACT) && tape.a[at] === numberOf(fact)
  }
  const own = new Set([...steps].filter(isOwn))
  const turns = new Set([0, 1e13])
  const tests: ((value: number) => number)[] = []
  for (const at of steps) {
    const [a, b] = [tape.a[at]!, tape.b[at]!]
    const isTest = tape.op[at] === Op.COMPARE || tape.op[at] === Op.MEMBER_COMPARE
    if (!isTest) {
      if (
        tape.isQuantity[at] === 1 &&
        [...tape.parts[at]!, ...(tape.op[at]! >= Op.TABLE && !own.has(at) ? [a, b, tape.c[at]!] : [])].some((part) =>
          own.has(part),
        )
      )
        return undefined
      continue
    }
    if (!own.has(a) && !own.has(b)) continue
    const [mine, other] = own.has(a) ? [a, b] : [b, a]
    if (tape.op[other] !== Op.NUMBER) return undefined
    const [times, limit] = [isAge ? 1 : tape.factor[mine]!, tape.factor[other]!]
    for (const value of [
      Math.floor(limit / times) - 1,
      Math.floor(limit / times),
      Math.ceil(limit / times),
      Math.ceil(limit / times) + 1,
    ])
      if (value >= 0) turns.add(value)
    tests.push((value) =>
      mine === a
        ? order(tape.c[at]!, value * times, value * times, limit, limit)
        : order(tape.c[at]!, limit, limit, value * times, value * times),
    )
  }
  return firstOf(
    [...turns].sort((one, other) => one - other),
    (value) => tests.map((test) => test(value)).join(),
  )
}

function firstOf(values: readonly number[], sign: (value: number) => string): readonly number[] {
  const first = new Map<string, number>()
  for (const value of values) if (!first.has(sign(value))) first.set(sign(value), value)
  return [...first.values()]
}
