/** What a quantity is measured in, told from the rule alone, so that a yearly sum is never compared with a monthly one. */
import { householdFacts, memberFacts, type FactDefinition } from '../../../../runtime/facts'
import type { Figure, FigureTable } from './figure'
import type { Definition, Quantity } from './rule'

type Unit = 'MONEY_A_YEAR' | 'MONEY' | 'YEARS' | 'DAYS' | 'HOURS' | 'PEOPLE' | 'NUMBER'

/** `shown` is the period people speak of: a limit set by month is explained by month. */
export interface Measure {
  readonly unit: Unit
  readonly shown?: 'MONTH' | 'YEAR'
}

interface Names {
  readonly figures: FigureTable
  readonly definitions: ReadonlyMap<string, Definition>
}

const catalogue: Readonly<Record<string, FactDefinition>> = { ...householdFacts, ...memberFacts }

export function measure(quantity: Quantity, names: Names): Measure {
  if (typeof quantity === 'number') return { unit: 'NUMBER' }
  if (quantity === 'householdSize' || 'count' in quantity) return { unit: 'PEOPLE' }
  if ('incomes' in quantity || 'expenses' in quantity) return { unit: 'MONEY_A_YEAR' }
  if ('fact' in quantity) return measureFact(quantity.fact, quantity.per)
  if ('figure' in quantity) return measureFigure(names.figures[quantity.figure])
  if ('sum' in quantity) return measure(quantity.sum, names)
  if ('add' in quantity) return mostTelling(quantity.add.map((term) => measure(term, names)))
  if ('subtract' in quantity) return mostTelling(quantity.subtract.map((term) => measure(term, names)))
  if ('share' in quantity) return measure(quantity.of, names)
  if ('if' in quantity) return mostTelling([measure(quantity.then, names), measure(quantity.else, names)])
  const defined = names.definitions.get(quantity.define)?.quantity
  return defined === undefined ? { unit: 'NUMBER' } : measure(defined, names)
}

/** A plain number takes the measure of what it stands beside. */
export function mostTelling(measures: readonly Measure[]): Measure {
  const named = measures.filter(({ unit }) => unit !== 'NUMBER')
  return named.find(({ shown }) => shown === 'MONTH') ?? named[0] ?? { unit: 'NUMBER' }
}

function measureFact(fact: string, per: 'MONTH' | undefined): Measure {
  const { type, unit } = catalogue[fact] ?? {}
  if (type !== 'money') return { unit: unit ?? 'NUMBER' }
  return per === 'MONTH' ? { unit: 'MONEY_A_YEAR', shown: 'MONTH' } : { unit: 'MONEY' }
}

function measureFigure(figure: Figure | undefined): Measure {
  if (figure === undefined) return { unit: 'NUMBER' }
  if (figure.unit !== 'MONEY') return { unit: figure.unit }
  return figure.per === undefined ? { unit: 'MONEY' } : { unit: 'MONEY_A_YEAR', shown: figure.per }
}
