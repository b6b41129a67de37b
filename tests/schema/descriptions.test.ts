import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql'
import { apiSchema, clientTypes } from './api'

const schema = apiSchema()
const types = clientTypes(schema)

interface Named {
  readonly name: string
  readonly description?: string | null | undefined
}

/** The coordinate of everything in the supergraph that a client reads the name of, and what it says. */
function everything(): [string, string][] {
  const entry = (coordinate: string, { description }: Named): [string, string] => [coordinate, description ?? '']
  return types.flatMap((type) => {
    const own = schema.getQueryType() === type || schema.getMutationType() === type ? [] : [entry(type.name, type)]
    if (isEnumType(type)) return [...own, ...type.getValues().map((value) => entry(`${type.name}.${value.name}`, value))]
    if (isInputObjectType(type))
      return [...own, ...Object.values(type.getFields()).map((field) => entry(`${type.name}.${field.name}`, field))]
    if (!isObjectType(type) && !isInterfaceType(type)) return own
    const fields = Object.values(type.getFields()).flatMap((field) => [
      entry(`${type.name}.${field.name}`, field),
      ...field.args.map((argument) => entry(`${type.name}.${field.name}(${argument.name}:)`, argument)),
    ])
    return [...own, ...fields]
  })
}

describe('the words of the graph', () => {
  const entries = everything()

  it('are several hundred', () => {
    expect(entries.length).toBeGreaterThan(500)
  })

  it('say of every type, field, argument, value and input what it is, in a sentence', () => {
    const unfit = entries.filter(([, description]) => !/^[A-Z"0-9].*[.?]$/s.test(description.trim()))
    expect(unfit).toEqual([])
  })

  it('write the values of enums in capitals', () => {
    const values = types.flatMap((type) => (isEnumType(type) ? type.getValues().map((value) => value.name) : []))
    expect(values.filter((value) => !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(value))).toEqual([])
  })

  it('write the names of types with a capital and of fields and arguments without', () => {
    const fields = entries.map(([coordinate]) => coordinate).filter((coordinate) => coordinate.includes('.'))
    const lower = fields.filter((coordinate) => !isEnumType(schema.getType(coordinate.slice(0, coordinate.indexOf('.')))))
    expect(lower.filter((coordinate) => !/^[A-Z]\w*\.[a-z]\w*(\([a-z]\w*:\))?$/.test(coordinate))).toEqual([])
  })
})
