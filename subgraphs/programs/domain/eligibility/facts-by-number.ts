/** The catalogue of facts by number, so that a household can be laid out in typed arrays. */
import {
  ExpenseType,
  householdFacts,
  IncomeType,
  memberFacts,
  Relationship,
  type FactDefinition,
} from '../../../../runtime/facts'

export type FactKind = 'BOOLEAN' | 'CODE' | 'TEXT' | 'NUMBER' | 'DATE' | 'INCOMES' | 'EXPENSES'

export interface NumberedFact {
  readonly name: string
  readonly number: number
  readonly kind: FactKind
  /** The number of each value of an enum. */
  readonly codes: ReadonlyMap<string, number>
}

/** A value that is no value of its enum, or a text that no rule names. */
export const otherCode = 63

/** An amount of a type that the catalogue does not know: counted by `ALL` and `except`, never by `only`. */
export const otherType = 31

const none: ReadonlyMap<string, number> = new Map()

function numbered(table: Readonly<Record<string, FactDefinition>>): ReadonlyMap<string, NumberedFact> {
  return new Map(
    Object.entries(table).map(([name, { type }], number) => {
      const codes = typeof type === 'object' ? codesOf(type.values) : none
      return [name, { name, number, kind: kindOf(type), codes }]
    }),
  )
}

function kindOf(type: FactDefinition['type']): FactKind {
  if (typeof type === 'object') return 'CODE'
  switch (type) {
    case 'boolean':
      return 'BOOLEAN'
    case 'text':
      return 'TEXT'
    case 'date':
      return 'DATE'
    case 'incomes':
      return 'INCOMES'
    case 'expenses':
      return 'EXPENSES'
    default:
      return 'NUMBER'
  }
}

function codesOf(values: Readonly<Record<string, string>>): ReadonlyMap<string, number> {
  return new Map(Object.keys(values).map((value, code) => [value, code]))
}

export const householdByName = numbered(householdFacts)
export const memberByName = numbered(memberFacts)
export const householdByNumber: readonly NumberedFact[] = [...householdByName.values()]
export const memberByNumber: readonly NumberedFact[] = [...memberByName.values()]

export const incomeTypes = codesOf(IncomeType.values)
export const expenseTypes = codesOf(ExpenseType.values)
export const relationships = Object.keys(Relationship.values).length
export const headCode = codesOf(Relationship.values).get('HEAD') as number

function numberOf(table: ReadonlyMap<string, NumberedFact>, name: string): number {
  return table.get(name)?.number as number
}

/** The facts that the engine itself reads. */
export const membersComplete = numberOf(householdByName, 'membersComplete')
export const relationship = numberOf(memberByName, 'relationship')
export const birthDate = numberOf(memberByName, 'birthDate')
export const age = numberOf(memberByName, 'age')
export const incomes = numberOf(memberByName, 'incomes')
export const incomesComplete = numberOf(memberByName, 'incomesComplete')
export const expenses = numberOf(memberByName, 'expenses')
export const expensesComplete = numberOf(memberByName, 'expensesComplete')
