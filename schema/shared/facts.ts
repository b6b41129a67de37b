import { Directive, Field, InputType, Int, ObjectType } from 'type-graphql'
import { type GraphQLScalarType } from 'graphql'
import {
  Frequency,
  householdFacts,
  memberFacts,
  IncomeType,
  ExpenseType,
  type Amount,
  type FactDefinition,
  type FactEnum,
  type FactType,
  type HouseholdFacts,
} from '../../runtime/facts'
import type { FactChanges } from '../../runtime/merge-facts'
import { centsOf } from '../../runtime/money'
import { enumFrom } from './enums'
import { Day, Line, Money, UUID } from './scalars'

/**
 * The graph's types of the facts, made from the catalogue. Residents and programs both print them (`@shareable`), and the
 * `@requires` selection with which programs asks for them is generated here too, so the three cannot drift apart.
 */

type Table = Readonly<Record<string, FactDefinition>>
type Kind = 'output' | 'input'

const enums = new Map<FactEnum, object>()

function enumOf(definition: FactEnum): object {
  const known = enums.get(definition)
  if (known) return known
  const values = enumFrom(definition.name, definition.description, definition.values)
  enums.set(definition, values)
  return values
}

const scalars: Readonly<Record<Extract<FactType, string>, unknown>> = {
  boolean: Boolean,
  integer: Int,
  money: Money,
  date: Day,
  text: Line,
  incomes: undefined,
  expenses: undefined,
}

const amountLists = { incomes: IncomeType, expenses: ExpenseType }

@ObjectType('Income', { description: 'Money that comes in.', simpleResolvers: true })
@Directive('@shareable')
export class IncomeObject {}

@ObjectType('Expense', { description: 'Money that goes out.', simpleResolvers: true })
@Directive('@shareable')
export class ExpenseObject {}

@InputType('IncomeInput', { description: 'Money that comes in.' })
class IncomeInput {}

@InputType('ExpenseInput', { description: 'Money that goes out.' })
class ExpenseInput {}

@ObjectType('MemberFacts', {
  description: 'What is known about one member of a household. Null is unknown, never no.',
  simpleResolvers: true,
})
@Directive('@shareable')
export class MemberFactsObject {}

@ObjectType('HouseholdFacts', {
  description: 'What is known about a household. Null is unknown, never no.',
  simpleResolvers: true,
})
@Directive('@shareable')
export class HouseholdFactsObject {}

@InputType('MemberFactsInput', {
  description: 'Facts about one member. A field left out is left as it is; null makes it unknown again.',
})
export class MemberFactsInput {}

@InputType('HouseholdFactsInput', {
  description: 'Facts about a household. A field left out is left as it is; null makes it unknown again.',
})
export class HouseholdFactsInput {}

const amountClasses = {
  output: { incomes: IncomeObject, expenses: ExpenseObject },
  input: { incomes: IncomeInput, expenses: ExpenseInput },
}

function field(of: Function, name: string, type: () => unknown, description: string, nullable = true): void {
  Field(type as () => GraphQLScalarType, { nullable, description })(of.prototype as object, name)
}

function addFacts(of: Function, table: Table, kind: Kind): void {
  for (const [name, { type, description }] of Object.entries(table)) {
    if (type === 'incomes' || type === 'expenses') field(of, name, () => [amountClasses[kind][type]], description)
    else {
      const target = typeof type === 'string' ? scalars[type] : enumOf(type)
      field(of, name, () => target, description)
    }
  }
}

for (const kind of ['output', 'input'] as const) {
  for (const list of ['incomes', 'expenses'] as const) {
    const of = amountClasses[kind][list]
    const types = enumOf(amountLists[list])
    const frequencies = enumOf(Frequency)
    field(of, 'type', () => types, 'What it is.', false)
    field(of, 'amount', () => Money, 'How much each time. Null where it is not known yet.')
    field(of, 'frequency', () => frequencies, 'How often.', false)
  }
}

const withheldText = 'Names of facts that are on record but may not be read here. Null elsewhere means: not asked yet.'
field(MemberFactsObject, 'id', () => UUID, 'The member in this household.', false)
addFacts(MemberFactsObject, memberFacts, 'output')
field(MemberFactsObject, 'withheld', () => [String], withheldText, false)
addFacts(HouseholdFactsObject, householdFacts, 'output')
field(HouseholdFactsObject, 'members', () => [MemberFactsObject], 'The members known so far.', false)
field(HouseholdFactsObject, 'withheld', () => [String], withheldText, false)

field(
  MemberFactsInput,
  'id',
  () => UUID,
  'The member in this household; a new id adds a member. May be chosen by the client.',
  false,
)
addFacts(MemberFactsInput, memberFacts, 'input')
addFacts(HouseholdFactsInput, householdFacts, 'input')
field(HouseholdFactsInput, 'members', () => [MemberFactsInput], 'Members to add or to change, by id. At most 30.')

const amountSelection = 'type amount frequency'
const selectionOf = (table: Table) =>
  Object.entries(table)
    .map(([name, { type }]) => (type === 'incomes' || type === 'expenses' ? `${name} { ${amountSelection} }` : name))
    .join(' ')

/** Every fact, as a GraphQL selection: what `@requires` asks the owner of the facts for. */
export const factsSelection = `${selectionOf(householdFacts)} withheld members { id ${selectionOf(memberFacts)} withheld }`

type Json = Readonly<Record<string, unknown>>

/** What a client sends about amounts becomes what the engine counts: `amount` is in cents already, its absence stays unknown. */
export function takeFacts(input: FactChanges): FactChanges {
  return {
    ...input,
    ...(input.members
      ? {
          members: input.members.map((member) => ({
            ...member,
            ...takeAmounts(member, 'incomes'),
            ...takeAmounts(member, 'expenses'),
          })),
        }
      : {}),
  }
}

function takeAmounts(member: Json, list: string): object {
  const amounts = member[list] as Json[] | null | undefined
  if (!amounts) return {}
  return { [list]: amounts.map(({ amount, ...rest }) => ({ ...rest, ...(typeof amount === 'number' ? { cents: amount } : {}) })) }
}

/** Facts as another subgraph's JSON carries them (money as text) to the facts of the engine (money in cents). */
export function readFacts(json: Json): HouseholdFacts {
  const members = (json['members'] as Json[] | null | undefined) ?? []
  return {
    ...readTable(json, householdFacts),
    members: members.map((member) => ({ ...readTable(member, memberFacts), id: String(member['id']) })),
  }
}

function readTable(json: Json, table: Table): Record<string, unknown> {
  const facts: Record<string, unknown> = {}
  for (const [name, { type }] of Object.entries(table)) {
    const value = json[name]
    if (value === null || value === undefined) continue
    if (type === 'money') facts[name] = centsOf(value as string)
    else if (type === 'incomes' || type === 'expenses') facts[name] = (value as Json[]).map(readAmount)
    else facts[name] = value
  }
  const withheld = json['withheld'] as string[] | null | undefined
  if (withheld && withheld.length > 0) facts['withheld'] = withheld
  return facts
}

function readAmount(json: Json): Amount {
  const cents = typeof json['amount'] === 'string' ? centsOf(json['amount']) : undefined
  return { type: json['type'], frequency: json['frequency'], ...(cents === undefined ? {} : { cents }) } as Amount
}

/** The engine's facts as the graph's output types take them: amounts by the field `amount`, `withheld` always a list. */
export function showFacts(facts: HouseholdFacts): object {
  return {
    ...facts,
    withheld: facts.withheld ?? [],
    members: facts.members.map((member) => ({
      ...member,
      withheld: member.withheld ?? [],
      incomes: member.incomes?.map(showAmount),
      expenses: member.expenses?.map(showAmount),
    })),
  }
}

function showAmount({ cents, ...rest }: Amount): object {
  return { ...rest, amount: cents }
}
