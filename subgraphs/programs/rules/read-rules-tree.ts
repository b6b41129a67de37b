/* oxlint-disable unicorn/no-thenable -- `then` is a key of the rule files; its value is never a function. */
/** Reads the rule tree: each node's keys, the facts, values, figures and definitions it names, and whose facts may be read where. */
import { ExpenseType, IncomeType } from '../../../runtime/facts'
import { measure } from '../domain/eligibility/measure'
import type { Condition, FigureLookup, Quantity } from '../domain/eligibility/rule'
import { fault, inside, type Place } from '../../../runtime/city/place'
import { readFactQuantity, readFactTest, readKinds, readUse, type Scope } from './read-fact-leaf'
import { conditionKeys, kindOf, lookupKeys, operators, quantityKeys, seasonKeys } from './rules-grammar'
import { id, list, monthDay, record, text, whole } from '../../../runtime/city/shape'

const never: Condition = { all: [] }

export function readCondition(value: unknown, place: Place, scope: Scope): Condition {
  const kind = kindOf(value, conditionKeys)
  if (kind === undefined) {
    fault(place, `expected a condition: one of ${Object.keys(conditionKeys).join(', ')}`)
    return never
  }
  const node = record(value, place, conditionKeys[kind] ?? []) ?? {}
  const inner = (key: string, within = scope) => readCondition(node[key], inside(place, key), within)
  const each = (key: string) => {
    const parts = list(node[key], inside(place, key))
    if (parts.length === 0) fault(inside(place, key), 'expected at least one condition')
    return parts.map((part, index) => readCondition(part, inside(place, key, index), scope))
  }
  const ofMember = (key: string) => {
    if (scope.member) fault(inside(place, key), 'a member quantifier may not stand inside another')
    return inner(key, { ...scope, member: true })
  }
  switch (kind) {
    case 'compare':
      return readComparison(node, place, scope)
    case 'fact':
      return readFactTest(node, place, scope)
    case 'of': {
      const parts = each('of')
      const least = whole(node['atLeast'], inside(place, 'atLeast'))
      if (least < 1 || least > parts.length) fault(inside(place, 'atLeast'), `expected a number from 1 to ${parts.length}`)
      return { atLeast: least, of: parts }
    }
    case 'if':
      return { if: inner('if'), then: inner('then'), else: inner('else') }
    case 'all':
      return { all: each('all') }
    case 'any':
      return { any: each('any') }
    case 'not':
      return { not: inner('not') }
    case 'forAnyMember':
      return { forAnyMember: ofMember('forAnyMember') }
    case 'forEveryMember':
      return { forEveryMember: ofMember('forEveryMember') }
    case 'forHead':
      return { forHead: ofMember('forHead') }
    case 'season': {
      const season = record(node['season'], inside(place, 'season'), seasonKeys) ?? {}
      const edge = (key: string) => monthDay(season[key], inside(place, 'season', key))
      return { season: { from: edge('from'), to: edge('to') } }
    }
    case 'program':
      // Its own quantifiers run over the members: inside another it would ask about the household once for each.
      if (scope.member) fault(inside(place, 'program'), 'a program stands for the household, not under a member quantifier')
      return { program: id(node['program'], inside(place, 'program')) }
    case 'unsourced':
      return { unsourced: text(node['unsourced'], inside(place, 'unsourced')) }
    default:
      return readUse('condition', node['define'], inside(place, 'define'), scope)
  }
}

export function readQuantity(value: unknown, place: Place, scope: Scope): Quantity {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value
  if (value === 'householdSize') return value
  const kind = kindOf(value, quantityKeys)
  if (kind === undefined) {
    fault(place, `expected a whole number, householdSize, or one of ${Object.keys(quantityKeys).join(', ')}`)
    return 0
  }
  const node = record(value, place, quantityKeys[kind] ?? []) ?? {}
  const inner = (key: string, within = scope) => readQuantity(node[key], inside(place, key), within)
  const each = (key: string) =>
    list(node[key], inside(place, key)).map((part, index) => readQuantity(part, inside(place, key, index), scope))
  const member = { ...scope, member: true }
  if (scope.member && (kind === 'sum' || kind === 'count'))
    fault(inside(place, kind), 'members may not be counted inside a member quantifier: name it in a definition of the household')
  switch (kind) {
    case 'fact':
      return readFactQuantity(node, place, scope)
    case 'figure':
      return readLookup(value, place, scope)
    case 'incomes':
    case 'expenses': {
      if (!scope.member) fault(inside(place, kind), `${kind} belong to a member: sum them over the members`)
      const kinds = readKinds(node[kind], inside(place, kind), kind === 'incomes' ? IncomeType.values : ExpenseType.values)
      return kind === 'incomes' ? { incomes: kinds } : { expenses: kinds }
    }
    case 'sum': {
      const sum = inner('sum', member)
      return node['where'] === undefined ? { sum } : { sum, where: readCondition(node['where'], inside(place, 'where'), member) }
    }
    case 'count':
      return { count: readCondition(node['count'], inside(place, 'count'), member) }
    case 'add':
      return { add: each('add') }
    case 'subtract': {
      const [left = 0, right = 0, ...more] = each('subtract')
      if (more.length > 0) fault(inside(place, 'subtract'), 'expected two quantities')
      return { subtract: [left, right] }
    }
    case 'share': {
      const [factor = 0, divisor = 0] = list(node['share'], inside(place, 'share')).map((part, index) =>
        whole(part, inside(place, 'share', index)),
      )
      if (factor < 1 || divisor < 1) fault(inside(place, 'share'), 'expected two whole numbers above 0, as [1, 3]')
      return { share: [Math.max(1, factor), Math.max(1, divisor)], of: inner('of') }
    }
    case 'if':
      return { if: readCondition(node['if'], inside(place, 'if'), scope), then: inner('then'), else: inner('else') }
    default:
      return readUse('quantity', node['define'], inside(place, 'define'), scope)
  }
}

function readComparison(node: Readonly<Record<string, unknown>>, place: Place, scope: Scope): Condition {
  const given = operators.filter((operator) => node[operator] !== undefined)
  const [operator] = given
  const left = readQuantity(node['compare'], inside(place, 'compare'), scope)
  if (operator === undefined || given.length > 1) {
    fault(place, `expected exactly one of ${operators.join(', ')}`)
    return never
  }
  const at = inside(place, operator)
  const isLookup = operator === 'within' || operator === 'beyond'
  const right = isLookup ? readLookup(node[operator], at, scope) : readQuantity(node[operator], at, scope)
  const [mine, theirs] = [measure(left, scope), measure(right, scope)]
  if (mine.unit !== theirs.unit && mine.unit !== 'NUMBER' && theirs.unit !== 'NUMBER') {
    fault(place, `compares ${mine.unit} with ${theirs.unit}`)
  }
  return { compare: left, [operator]: right } as unknown as Condition
}

function readLookup(value: unknown, place: Place, scope: Scope): FigureLookup {
  const node = record(value, place, lookupKeys) ?? {}
  const id = text(node['figure'], inside(place, 'figure'))
  const figure = scope.figures[id]
  if (figure === undefined) fault(inside(place, 'figure'), `there is no figure ${id}`)
  const bySize = figure?.values.some(
    (row) => 'sizes' in row || ('percent' in row && (row.percentBySize !== undefined || row.guidelineSwitch !== undefined)),
  )
  if (node['size'] !== undefined) return { figure: id, size: readQuantity(node['size'], inside(place, 'size'), scope) }
  if (bySize === true) fault(place, `size is missing: ${id} goes by household size`)
  return { figure: id }
}
