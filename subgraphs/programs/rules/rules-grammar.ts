/**
 * The keys of every map in the files of rules; one that ends in `?` may be absent. The nodes of the rule tree are each known by a key of
 * their own. The readers take their keys from here, and so does the schema for editors.
 */

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

export const lookupKeys = ['figure', 'size?']
export const seasonKeys = ['from', 'to']
export const kindsKeys = ['only?', 'except?']
export const citationKeys = ['law', 'url?']

export const programKeys = [
  'id',
  'area',
  'agency',
  'name',
  'description',
  'unit',
  'status',
  'versions',
  'url?',
  'externalIds?',
  'languages?',
  'documents?',
  'notes?',
]
export const statusKeys = ['from?', 'to?', 'state', 'open?', 'note?']
export const windowKeys = ['from', 'to']
export const versionKeys = ['from', 'to?', 'discretionary?', 'definitions?', 'criteria']
export const criterionKeys = ['id', 'text', 'stage', 'citation', 'when', 'note?']

export const definitionKeys = ['id', 'of', 'text', 'unit?', 'citation?', 'condition?', 'quantity?']
export const definitionUnits = ['MONEY_A_YEAR', 'MONEY', 'YEARS', 'DAYS', 'PEOPLE', 'NUMBER'] as const

export const figureKeys = ['id', 'text', 'unit', 'per?', 'inclusive', 'values']
export const figureUnits = ['MONEY', 'YEARS', 'DAYS', 'PEOPLE'] as const
/** The rows of a figure, each known by its sign; a row without one is a table by size. */
export const rowKeys = [
  { sign: 'value', keys: ['from', 'to?', 'citation', 'value'] },
  {
    sign: 'percent',
    keys: ['from', 'to?', 'citation', 'percent', 'of', 'round', 'guidelineSwitch?', 'yearsBack?', 'percentBySize?'],
  },
  { sign: 'unsourced', keys: ['from', 'to?', 'citation', 'unsourced'] },
  { sign: 'year', keys: ['year', 'citation', 'sizes', 'perPerson?'] },
] as const
export const sizeKeys = ['from', 'to?', 'citation', 'sizes', 'perPerson?']
export const percentBySizeKeys = ['sizes', 'perPerson?']

export const casesKeys = ['program', 'asOf', 'base', 'cases', 'tables?']
export const caseKeys = ['name', 'outcome', 'asOf?', 'facts?', 'without?', 'criteria?', 'missing?', 'toVerify?']
export const caseOutcomes = ['ELIGIBLE', 'INELIGIBLE', 'NEEDS_INFORMATION', 'DISCRETIONARY', 'CLOSED'] as const
export const amountKeys = ['type', 'amount?', 'frequency']
export const tableKeys = [
  'name',
  'criterion',
  'passes',
  'amount',
  'limits',
  'from?',
  'each?',
  'states?',
  'outcomes?',
  'asOf?',
  'facts?',
  'without?',
]
export const tableAmountKeys = ['of?', 'fact?', 'incomes?', 'expenses?', 'frequency?']
export const tableSides = ['AT_MOST', 'BELOW', 'AT_LEAST', 'ABOVE'] as const

export function kindOf(value: unknown, kinds: Readonly<Record<string, readonly string[]>>): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.keys(kinds).find((kind) => Object.hasOwn(value, kind))
}
