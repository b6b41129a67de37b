/** Puts a program's rules into the form of one day. The loader has checked the rules: every name here is known. */
import type { CompiledCondition, CompiledProgram, CompiledQuantity, Span } from './compiled'
import type { FigureTable } from './figure'
import { covers, figureOnDay } from './figure-on-day'
import { measure, mostTelling } from './measure'
import type { Operator } from './range'
import type {
  AmountKinds,
  Comparison,
  Condition,
  Definition,
  FigureLookup,
  ProgramDefinition,
  Quantity,
  RuleVersion,
} from './rule'
import { isOpen, statusOn } from './status'

interface City {
  readonly programs: readonly ProgramDefinition[]
  readonly figures: FigureTable
  readonly definitions: readonly Definition[]
}

interface Setting {
  readonly city: City
  readonly figures: FigureTable
  readonly definitions: ReadonlyMap<string, Definition>
  readonly day: string
  /** The days of every figure looked up so far. */
  readonly spans: Span[]
  /** The household's definitions compiled so far: one node each, wherever it is used. */
  readonly shared: {
    readonly conditions: Map<string, CompiledCondition & { kind: 'shared' }>
    readonly quantities: Map<string, CompiledQuantity & { kind: 'shared' }>
  }
}

const unsourced = { kind: 'unsourced' } as const

export function compile(program: ProgramDefinition, city: City, asOf: string): CompiledProgram {
  const version = program.versions.find((candidate) => covers(candidate, asOf))
  const status = statusOn(program, asOf)
  const head = { program: program.id, ...status }
  if (version === undefined) {
    return { ...head, inForce: false, ruleVersion: nearestVersion(program.versions, asOf)?.from ?? asOf, criteria: [] }
  }
  const named = [...city.definitions, ...(version.definitions ?? [])].map((definition) => [definition.id, definition] as const)
  const definitions = new Map(named)
  const shared = { conditions: new Map(), quantities: new Map() }
  const criteria = version.criteria.map(({ id, text, stage, citation, when }) => {
    const setting: Setting = { city, figures: city.figures, definitions, day: asOf, spans: [], shared }
    const compiled = compileCondition(when, setting)
    return { id, text, stage, citation, span: narrow(version, setting.spans), when: compiled }
  })
  const rules = { inForce: true, ruleVersion: version.from, criteria }
  return version.discretionary === undefined ? { ...head, ...rules } : { ...head, ...rules, discretionary: version.discretionary }
}

function compileCondition(condition: Condition, setting: Setting): CompiledCondition {
  const inner = (part: Condition) => compileCondition(part, setting)
  if ('compare' in condition) return compileComparison(condition, setting)
  if ('all' in condition) return { kind: 'all', of: condition.all.map(inner) }
  if ('any' in condition) return { kind: 'any', of: condition.any.map(inner) }
  if ('not' in condition) return { kind: 'not', of: inner(condition.not) }
  if ('of' in condition) return { kind: 'atLeast', least: condition.atLeast, of: condition.of.map(inner) }
  if ('if' in condition) {
    return { kind: 'if', test: inner(condition.if), yes: inner(condition.then), no: inner(condition.else) }
  }
  if ('is' in condition) return { kind: 'is', fact: condition.fact, values: [condition.is] }
  if ('in' in condition) return { kind: 'is', fact: condition.fact, values: condition.in }
  if ('forAnyMember' in condition) return { kind: 'anyMember', of: inner(condition.forAnyMember) }
  if ('forEveryMember' in condition) return { kind: 'everyMember', of: inner(condition.forEveryMember) }
  if ('forHead' in condition) return { kind: 'head', of: inner(condition.forHead) }
  if ('season' in condition) return { kind: 'constant', holds: isOpen(condition.season, setting.day) }
  if ('program' in condition) return compileProgram(condition.program, setting)
  if ('unsourced' in condition) return unsourced
  const defined = setting.definitions.get(condition.define)
  if (defined?.condition === undefined) return unsourced
  return defined.of === 'MEMBER' ? inner(defined.condition) : share(setting.shared.conditions, defined, inner(defined.condition))
}

/** The other program's tests by its own definitions; where it has no rules on the day, nothing is known of it. */
function compileProgram(id: string, setting: Setting): CompiledCondition {
  const program = setting.city.programs.find((candidate) => candidate.id === id)
  if (program === undefined) return unsourced
  const { inForce, criteria } = compile(program, setting.city, setting.day)
  if (!inForce) return unsourced
  setting.spans.push(...criteria.map(({ span }) => span))
  return { kind: 'all', of: criteria.map(({ when }) => when) }
}

function compileComparison(condition: Comparison, setting: Setting): CompiledCondition {
  const [operator, other] = operands(condition, setting)
  return {
    kind: 'compare',
    left: compileQuantity(condition.compare, setting),
    operator,
    right: compileQuantity(other, setting),
    measure: mostTelling([measure(other, setting), measure(condition.compare, setting)]),
  }
}

function operands(condition: Comparison, { figures }: Setting): readonly [Operator, Quantity] {
  if ('within' in condition) return [figures[condition.within.figure]?.inclusive === false ? 'below' : 'atMost', condition.within]
  if ('beyond' in condition)
    return [figures[condition.beyond.figure]?.inclusive === false ? 'atLeast' : 'above', condition.beyond]
  if ('atMost' in condition) return ['atMost', condition.atMost]
  if ('below' in condition) return ['below', condition.below]
  if ('atLeast' in condition) return ['atLeast', condition.atLeast]
  if ('above' in condition) return ['above', condition.above]
  return ['equals', condition.equals]
}

function compileQuantity(quantity: Quantity, setting: Setting): CompiledQuantity {
  const inner = (part: Quantity) => compileQuantity(part, setting)
  if (typeof quantity === 'number') return { kind: 'number', value: quantity }
  if (quantity === 'householdSize') return { kind: 'householdSize' }
  if ('fact' in quantity) {
    return quantity.fact === 'age'
      ? { kind: 'age' }
      : { kind: 'fact', fact: quantity.fact, times: quantity.per === 'MONTH' ? 12 : 1 }
  }
  if ('figure' in quantity) return compileLookup(quantity, setting)
  if ('incomes' in quantity) return { kind: 'amounts', list: 'incomes', counts: counting(quantity.incomes) }
  if ('expenses' in quantity) return { kind: 'amounts', list: 'expenses', counts: counting(quantity.expenses) }
  if ('sum' in quantity) {
    const sum = { kind: 'sum', of: inner(quantity.sum) } as const
    return quantity.where === undefined ? sum : { ...sum, where: compileCondition(quantity.where, setting) }
  }
  if ('count' in quantity) return { kind: 'count', of: compileCondition(quantity.count, setting) }
  if ('add' in quantity) return { kind: 'add', of: quantity.add.map(inner) }
  if ('subtract' in quantity) return { kind: 'subtract', left: inner(quantity.subtract[0]), right: inner(quantity.subtract[1]) }
  if ('share' in quantity) return { kind: 'share', factor: quantity.share[0], divisor: quantity.share[1], of: inner(quantity.of) }
  if ('if' in quantity) {
    return {
      kind: 'choose',
      test: compileCondition(quantity.if, setting),
      yes: inner(quantity.then),
      no: inner(quantity.else),
    }
  }
  const defined = setting.definitions.get(quantity.define)
  if (defined?.quantity === undefined) return unsourced
  return defined.of === 'MEMBER' ? inner(defined.quantity) : share(setting.shared.quantities, defined, inner(defined.quantity))
}

function compileLookup({ figure, size }: FigureLookup, setting: Setting): CompiledQuantity {
  const { table, value, span } = figureOnDay(figure, setting.figures, setting.day)
  setting.spans.push(span)
  if (value !== undefined) return { kind: 'number', value }
  if (table === undefined || size === undefined) return unsourced
  return { kind: 'table', ...table, size: compileQuantity(size, setting) }
}

function share<T>(shared: Map<string, { readonly kind: 'shared'; readonly of: T }>, { id }: Definition, of: T) {
  const node = shared.get(id) ?? { kind: 'shared', of }
  shared.set(id, node)
  return node
}

function counting(kinds: AmountKinds): (type: string) => boolean {
  if (kinds === 'ALL') return () => true
  const named = new Set('only' in kinds ? kinds.only : kinds.except)
  return 'only' in kinds ? (type) => named.has(type) : (type) => !named.has(type)
}

function narrow(version: RuleVersion, spans: readonly Span[]): Span {
  const from = [version.from, ...spans.map((span) => span.from)].sort().at(-1) ?? version.from
  const to = [version.to, ...spans.map((span) => span.to)].filter((day) => day !== undefined).sort()[0]
  return to === undefined ? { from } : { from, to }
}

function nearestVersion(versions: readonly RuleVersion[], day: string): RuleVersion | undefined {
  return versions.findLast(({ from }) => from <= day) ?? versions[0]
}
