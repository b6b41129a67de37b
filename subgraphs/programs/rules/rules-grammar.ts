/** The nodes of the rule tree: each is known by its own key, and may have the keys listed with it. */

export const operators = ['within', 'beyond', 'atMost', 'below', 'atLeast', 'above', 'equals'] as const

export const conditionKeys: Readonly<Record<string, readonly string[]>> = {
  compare: ['compare', ...operators.map((operator) => `${operator}?`)],
  fact: ['fact', 'is?', 'in?'],
  of: ['atLeast', 'of'],
  if: ['if', 'then', 'else'],
  all: ['all'],
  any: ['any'],
  not: ['not'],
  forAnyMember: ['forAnyMember'],
  forEveryMember: ['forEveryMember'],
  forHead: ['forHead'],
  season: ['season'],
  define: ['define'],
  program: ['program'],
  unsourced: ['unsourced'],
}

export const quantityKeys: Readonly<Record<string, readonly string[]>> = {
  fact: ['fact', 'per?'],
  figure: ['figure', 'size?'],
  incomes: ['incomes'],
  expenses: ['expenses'],
  sum: ['sum', 'where?'],
  count: ['count'],
  add: ['add'],
  subtract: ['subtract'],
  share: ['share', 'of'],
  if: ['if', 'then', 'else'],
  define: ['define'],
}

export function kindOf(value: unknown, kinds: Readonly<Record<string, readonly string[]>>): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.keys(kinds).find((kind) => Object.hasOwn(value, kind))
}
