/** Writes compiled rules onto a tape. */
import type { CompiledCondition, CompiledQuantity } from './compiled'
import {
  expenseTypes,
  householdByName,
  incomes,
  expenses,
  incomeTypes,
  memberByName,
  otherCode,
  otherType,
  type NumberedFact,
} from './facts-by-number'
import { layOut, type LaidOut, type Step } from './lay-out'
import { Op, operators, type Detail } from './tape'

export interface TapeWriter {
  /** The number, while the tape is written, of the step that says whether the condition holds. */
  write(condition: CompiledCondition): number
  finish(): LaidOut
}

export function openTape(): TapeWriter {
  const steps: Step[] = []
  const known = new Map<string, number>()
  const texts = new Map<string, number>()
  const written = new Map<object, number>()

  function step(next: Step): number {
    const { op, a = 0, b = 0, c = 0, factor = 0, divisor = 0, parts = [], key = '', ofMember } = next
    const name = `${op} ${a} ${b} ${c} ${factor} ${divisor} ${parts.join()} ${key} ${ofMember}`
    const same = known.get(name)
    if (same !== undefined) return same
    known.set(name, steps.length)
    steps.push(next)
    return steps.length - 1
  }

  /** A compiled definition of the household is one object wherever it is used: it is written once. */
  function once(node: object, write: () => number): number {
    const found = written.get(node) ?? write()
    written.set(node, found)
    return found
  }

  const isMembers = (at: number) => steps[at]!.ofMember

  function condition(node: CompiledCondition): number {
    switch (node.kind) {
      case 'constant':
        return step({ op: Op.CONSTANT, a: node.holds ? 1 : 0, ofMember: false })
      case 'unsourced':
        return step({ op: Op.UNSOURCED, ofMember: false })
      case 'all':
      case 'any':
        return group(node.kind === 'all' ? Op.ALL : Op.ANY, node.of)
      case 'atLeast': {
        const parts = node.of.map(condition)
        return step({ op: Op.AT_LEAST, a: node.least, parts, ofMember: parts.some(isMembers) })
      }
      case 'not': {
        const a = condition(node.of)
        return step({ op: Op.NOT, a, ofMember: isMembers(a) })
      }
      case 'if': {
        const [a, b, c] = [condition(node.test), condition(node.yes), condition(node.no)]
        return step({ op: Op.IF, a, b, c, ofMember: [a, b, c].some(isMembers) })
      }
      case 'is':
        return factTest(node.fact, node.values)
      case 'compare':
        return comparison(node)
      case 'anyMember':
        return ofMembers(Op.ANY_MEMBER, condition(node.of))
      case 'everyMember':
        return ofMembers(Op.EVERY_MEMBER, condition(node.of))
      case 'head':
        return ofMembers(Op.HEAD, condition(node.of))
      case 'shared':
        return once(node, () => condition(node.of))
    }
  }

  /** A household has someone, so what is the same for all of its members is the same for any, for each and for the head. */
  function ofMembers(op: number, a: number): number {
    return isMembers(a) ? step({ op, a, ofMember: false }) : a
  }

  function group(op: number, of: readonly CompiledCondition[]): number {
    const parts = of.map(condition)
    const [only] = parts
    if (only !== undefined && parts.length === 1) return only
    return step({ op, parts, ofMember: parts.some(isMembers) })
  }

  function factTest(name: string, values: readonly (string | boolean)[]): number {
    const fact = householdByName.get(name)
    if (fact !== undefined) return step({ op: Op.HOUSEHOLD_IS, a: fact.number, ...codesOf(fact, values), ofMember: false })
    const own = memberByName.get(name) as NumberedFact
    if (own.kind === 'BOOLEAN')
      return step({ op: values[0] === true ? Op.MEMBER_TRUE : Op.MEMBER_FALSE, a: own.number, ofMember: true })
    return step({ op: Op.MEMBER_IS, a: own.number, ...codesOf(own, values), ofMember: true })
  }

  function codesOf({ kind, codes }: NumberedFact, values: readonly (string | boolean)[]): { detail: Detail; key: string } {
    const passing = new Uint8Array(kind === 'TEXT' ? 4096 : otherCode + 1)
    for (const value of values)
      passing[kind === 'BOOLEAN' ? Number(value) : kind === 'TEXT' ? textCode(String(value)) : (codes.get(String(value)) ?? 0)] =
        1
    return { detail: { codes: passing }, key: [...new Set(values)].sort().join('|') }
  }

  function textCode(text: string): number {
    // The one code is kept for every text that no rule names.
    const code = texts.get(text) ?? (texts.size < otherCode ? texts.size : texts.size + 1)
    texts.set(text, code)
    return code
  }

  function comparison(node: CompiledCondition & { kind: 'compare' }): number {
    const [a, b] = [quantity(node.left), quantity(node.right)]
    const c = operators.indexOf(node.operator)
    const ofMember = isMembers(a) || isMembers(b)
    const { unit, shown = '' } = node.measure
    const detail = { operator: node.operator, measure: node.measure }
    return step({ op: ofMember ? Op.MEMBER_COMPARE : Op.COMPARE, a, b, c, detail, key: `${unit} ${shown}`, ofMember })
  }

  function quantity(node: CompiledQuantity): number {
    switch (node.kind) {
      case 'number':
        return step({ op: Op.NUMBER, factor: node.value, ofMember: false })
      case 'unsourced':
        return step({ op: Op.UNFOUNDED, ofMember: false })
      case 'householdSize':
        return step({ op: Op.SIZE, ofMember: false })
      case 'shared':
        return once(node, () => quantity(node.of))
      case 'age':
        return step({ op: Op.AGE, ofMember: true })
      case 'fact': {
        const fact = householdByName.get(node.fact)
        if (fact !== undefined) return step({ op: Op.HOUSEHOLD_FACT, a: fact.number, factor: node.times, ofMember: false })
        return step({
          op: Op.MEMBER_FACT,
          a: (memberByName.get(node.fact) as NumberedFact).number,
          factor: node.times,
          ofMember: true,
        })
      }
      case 'amounts': {
        const list = node.list === 'incomes' ? incomes : expenses
        return step({ op: Op.AMOUNTS, a: list, b: kindsOf(node), ofMember: true })
      }
      case 'table': {
        const a = quantity(node.size)
        const { sizes, perPerson } = node
        const detail = { sizes, perPerson }
        const op = isMembers(a) ? Op.MEMBER_TABLE : Op.TABLE
        return step({ op, a, detail, key: `${sizes.join()} ${perPerson ?? ''}`, ofMember: isMembers(a) })
      }
      case 'count':
        return step({ op: Op.COUNT, a: condition(node.of), ofMember: false })
      case 'sum':
        return step({
          op: Op.SUM,
          a: quantity(node.of),
          b: node.where === undefined ? -1 : condition(node.where),
          ofMember: false,
        })
      case 'add': {
        const parts = node.of.map(quantity)
        const ofMember = parts.some(isMembers)
        return step({ op: ofMember ? Op.MEMBER_ADD : Op.ADD, parts, ofMember })
      }
      case 'subtract': {
        const [a, b] = [quantity(node.left), quantity(node.right)]
        const ofMember = isMembers(a) || isMembers(b)
        return step({ op: ofMember ? Op.MEMBER_SUBTRACT : Op.SUBTRACT, a, b, ofMember })
      }
      case 'share': {
        const a = quantity(node.of)
        return step({
          op: isMembers(a) ? Op.MEMBER_SHARE : Op.SHARE,
          a,
          factor: node.factor,
          divisor: node.divisor,
          ofMember: isMembers(a),
        })
      }
      case 'choose': {
        const [a, b, c] = [condition(node.test), quantity(node.yes), quantity(node.no)]
        const ofMember = [a, b, c].some(isMembers)
        return step({ op: ofMember ? Op.MEMBER_CHOOSE : Op.CHOOSE, a, b, c, ofMember })
      }
    }
  }

  return { write: condition, finish: () => layOut(steps, texts) }
}

/** A bit for each type of amount that counts; the last for types that the catalogue does not know. */
function kindsOf({ list, counts }: CompiledQuantity & { kind: 'amounts' }): number {
  let kinds = counts('a type that nobody knows') ? 1 << otherType : 0
  for (const [type, code] of list === 'incomes' ? incomeTypes : expenseTypes) if (counts(type)) kinds |= 1 << code
  return kinds
}
