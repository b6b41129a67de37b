/** Truths over a few variables of a few values, made at random: as a diagram, and as a table of where they hold. */
import * as fc from 'fast-check'
import type { Diagrams } from '../../../subgraphs/programs/domain/eligibility/diagram'
import { always, never, type Truth } from '../../../subgraphs/programs/domain/eligibility/truth'

/** The same cases on every machine. */
export const runs = { numRuns: 1000, seed: 20_261_124 }

export const variables = [0, 1, 2, 3]
/** The values of each variable; a question asks for one from 1 on. */
export const most = 3

export type Values = readonly number[]

/** All values that the variables may have together. */
export const everywhere: readonly Values[] = variables.reduce<readonly Values[]>(
  (all) => all.flatMap((values) => Array.from({ length: most + 1 }, (_, value) => [...values, value])),
  [[]],
)

export type Formula =
  | { readonly kind: 'isAtLeast'; readonly variable: number; readonly least: number }
  | { readonly kind: 'passes'; readonly variable: number; readonly codes: readonly boolean[] }
  | { readonly kind: 'constant'; readonly holds: boolean }
  | { readonly kind: 'not'; readonly of: Formula }
  | { readonly kind: 'both' | 'either'; readonly one: Formula; readonly other: Formula }
  | { readonly kind: 'choose'; readonly test: Formula; readonly one: Formula; readonly other: Formula }

export const { formula: formulas } = fc.letrec<{ formula: Formula; leaf: Formula }>((tie) => ({
  leaf: fc.oneof(
    fc.record({
      kind: fc.constant('isAtLeast' as const),
      variable: fc.constantFrom(...variables),
      least: fc.integer({ min: 1, max: most }),
    }),
    fc.record({
      kind: fc.constant('passes' as const),
      variable: fc.constantFrom(...variables),
      codes: fc.array(fc.boolean(), { minLength: most + 1, maxLength: most + 1 }),
    }),
    fc.record({ kind: fc.constant('constant' as const), holds: fc.boolean() }),
  ),
  formula: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.record({ kind: fc.constant('not' as const), of: tie('formula') }),
    fc.record({ kind: fc.constantFrom('both' as const, 'either' as const), one: tie('formula'), other: tie('formula') }),
    fc.record({ kind: fc.constant('choose' as const), test: tie('formula'), one: tie('formula'), other: tie('formula') }),
  ),
}))

export function build(diagrams: Diagrams, formula: Formula): Truth {
  const inner = (of: Formula) => build(diagrams, of)
  switch (formula.kind) {
    case 'isAtLeast':
      return diagrams.isAtLeast(formula.variable, formula.least)
    case 'passes':
      return diagrams.passes(formula.variable, passingOf(formula.codes))
    case 'constant':
      return formula.holds ? always : never
    case 'not':
      return inner(formula.of) ^ 1
    case 'both':
      return diagrams.both(inner(formula.one), inner(formula.other))
    case 'either':
      return diagrams.either(inner(formula.one), inner(formula.other))
    case 'choose':
      return diagrams.choose(inner(formula.test), inner(formula.one), inner(formula.other))
  }
}

function passingOf(codes: readonly boolean[]) {
  const turns = codes.flatMap((passes, code) => (code > 0 && passes !== codes[code - 1] ? [code] : [])).reverse()
  return { turns, last: codes.at(-1)! }
}

export function holdsAt(formula: Formula, values: Values): boolean {
  const inner = (of: Formula) => holdsAt(of, values)
  switch (formula.kind) {
    case 'isAtLeast':
      return values[formula.variable]! >= formula.least
    case 'passes':
      return formula.codes[values[formula.variable]!]!
    case 'constant':
      return formula.holds
    case 'not':
      return !inner(formula.of)
    case 'both':
      return inner(formula.one) && inner(formula.other)
    case 'either':
      return inner(formula.one) || inner(formula.other)
    case 'choose':
      return inner(formula.test) ? inner(formula.one) : inner(formula.other)
  }
}

/** Of a truth at some values: `always` or `never`. */
export function at(diagrams: Diagrams, truth: Truth, values: Values): Truth {
  return diagrams.decided(truth, (variable, least) => values[variable]! >= least)
}

export function tableOf(formula: Formula): readonly boolean[] {
  return everywhere.map((values) => holdsAt(formula, values))
}
