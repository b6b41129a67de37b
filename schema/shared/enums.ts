import { registerEnumType } from 'type-graphql'

type ValuesOf<Table> = { readonly [Value in keyof Table & string]: Value }

/** An enum of the graph from a table of its values and what they mean: no value without a sentence. */
export function enumFrom<Table extends Readonly<Record<string, string>>>(
  name: string,
  description: string,
  table: Table,
): ValuesOf<Table> {
  const values = Object.fromEntries(Object.keys(table).map((value) => [value, value])) as ValuesOf<Table>
  registerEnumType(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(Object.entries(table).map(([value, meaning]) => [value, { description: meaning }])) as never,
  })
  return values
}
