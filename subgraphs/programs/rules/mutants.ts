/* oxlint-disable unicorn/no-thenable -- `then` is a key of the rule files; its value is never a function. */
/**
 * Small mistakes that a rule could have: a limit that excludes itself, a number that is one off, an `any` for an `all`. The golden cases
 * are good enough where each of them makes one fail.
 */
import type { Figure } from '../domain/eligibility/figure'

export interface Mutant<T> {
  /** Where and what, as `versions[0].criteria[1].when.atMost -> below`. */
  readonly what: string
  readonly mutated: T
}

type Plain = Readonly<Record<string, unknown>>

const mirrored: Readonly<Record<string, string>> = { atMost: 'below', below: 'atMost', atLeast: 'above', above: 'atLeast' }

/** Every mutant of a rule, or of anything that holds rules: one change each, the rest as it was. */
export function* mutateRule<T>(rule: T, path = ''): Generator<Mutant<T>> {
  if (Array.isArray(rule)) {
    for (const [index, item] of rule.entries())
      for (const { what, mutated } of mutateRule(item as unknown, `${path}[${index}]`))
        yield { what, mutated: rule.with(index, mutated) as T }
    return
  }
  if (typeof rule !== 'object' || rule === null) return
  const node = rule as Plain
  for (const [what, changed] of changesOf(node)) yield { what: `${path}.${what}`.replace(/^\./, ''), mutated: changed as T }
  for (const [key, value] of Object.entries(node)) {
    if (key === 'status' || key === 'citation' || key === 'text') continue
    for (const { what, mutated } of mutateRule(value, `${path}.${key}`.replace(/^\./, '')))
      yield { what, mutated: { ...node, [key]: mutated } as T }
  }
}

/** The mistakes at one node itself. */
function changesOf(node: Plain): [string, Plain][] {
  const changes: [string, Plain][] = []
  if ('compare' in node) {
    for (const [operator, other] of Object.entries(mirrored)) {
      if (!(operator in node)) continue
      const { [operator]: limit, ...rest } = node
      changes.push([`${operator} -> ${other}`, { ...rest, [other]: limit }])
      if (typeof limit === 'number')
        for (const by of [1, -1])
          if (limit + by >= 0) changes.push([`${operator} ${limit + by}`, { ...node, [operator]: limit + by }])
    }
  }
  for (const [from, to] of [
    ['all', 'any'],
    ['any', 'all'],
  ] as const) {
    const { [from]: parts, ...rest } = node
    if (Array.isArray(parts) && parts.length > 1) changes.push([`${from} -> ${to}`, { ...rest, [to]: parts }])
  }
  if ('of' in node && typeof node['atLeast'] === 'number') {
    const { atLeast, of } = node as { atLeast: number; of: readonly unknown[] }
    for (const least of [atLeast - 1, atLeast + 1])
      if (least > 0 && least <= of.length) changes.push([`atLeast ${least}`, { ...node, atLeast: least }])
  }
  if (typeof node['is'] === 'boolean') changes.push([`is ${String(!node['is'])}`, { ...node, is: !node['is'] }])
  for (const [from, to] of [
    ['forAnyMember', 'forEveryMember'],
    ['forEveryMember', 'forAnyMember'],
  ] as const) {
    const { [from]: of, ...rest } = node
    if (of !== undefined) changes.push([`${from} -> ${to}`, { ...rest, [to]: of }])
  }
  return changes
}

/** A limit that excludes itself, and each number one off: a cent of a limit, a dollar of a guideline, a percent, a year. */
export function* mutateFigure(figure: Figure): Generator<Mutant<Figure>> {
  yield { what: `inclusive ${String(!figure.inclusive)}`, mutated: { ...figure, inclusive: !figure.inclusive } }
  for (const [index, row] of figure.values.entries()) {
    const unit = figure.unit === 'MONEY' && 'year' in row ? 100 : 1
    for (const { what, mutated } of offByOne(row as unknown as Plain, unit)) {
      const values = (figure.values as readonly unknown[]).with(index, mutated) as Figure['values']
      yield { what: `values[${index}].${what}`, mutated: { ...figure, values } }
    }
  }
}

function* offByOne(row: Plain, unit: number): Generator<Mutant<Plain>> {
  for (const by of [1, -1]) {
    for (const key of ['value', 'perPerson', 'percent']) {
      const value = row[key]
      if (typeof value !== 'number') continue
      const mutated = value + by * (key === 'percent' ? 1 : unit)
      yield { what: `${key} ${value} -> ${mutated}`, mutated: { ...row, [key]: mutated } }
    }
    const { sizes, percentBySize } = row as { sizes?: readonly number[]; percentBySize?: Plain }
    for (const [index, size] of (sizes ?? []).entries())
      yield {
        what: `sizes[${index}] ${size} -> ${size + by * unit}`,
        mutated: { ...row, sizes: sizes?.with(index, size + by * unit) },
      }
    if (percentBySize !== undefined && by === 1)
      for (const { what, mutated } of offByOne(percentBySize, 1))
        yield { what: `percentBySize.${what}`, mutated: { ...row, percentBySize: mutated } }
  }
}
