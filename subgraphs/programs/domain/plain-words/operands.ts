import type { FigureTable } from '../eligibility/figure'
import type { Comparison, Quantity } from '../eligibility/rule'

export const operators = {
  atMost: 'at most',
  below: 'below',
  atLeast: 'at least',
  above: 'more than',
  equals: 'exactly',
} as const

/** How the sides are compared, and the other side: a figure says itself whether its limit passes. */
export function operands(comparison: Comparison, figures: FigureTable): readonly [keyof typeof operators, Quantity] {
  if ('within' in comparison)
    return [figures[comparison.within.figure]?.inclusive === false ? 'below' : 'atMost', comparison.within]
  if ('beyond' in comparison)
    return [figures[comparison.beyond.figure]?.inclusive === false ? 'atLeast' : 'above', comparison.beyond]
  const operator = (['atMost', 'below', 'atLeast', 'above', 'equals'] as const).find((one) => one in comparison) ?? 'equals'
  return [operator, (comparison as unknown as Readonly<Record<string, Quantity>>)[operator] ?? 0]
}
