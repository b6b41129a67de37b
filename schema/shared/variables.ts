import {
  coerceInputValue,
  getNamedType,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql'

type Variables = Readonly<Record<string, unknown>>

/** At most so many errors of one request: the first tell enough. */
const most = 5

/**
 * What is wrong with an operation's variables, each named by its path (`input.birthDate`) and what was expected. graphql-js's own
 * messages repeat the value, and a value may be somebody's name or diagnosis.
 */
export function variableErrors(schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Variables): GraphQLError[] {
  const errors: GraphQLError[] = []
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value
    const type = typeFromAST(schema, definition.type as never) as GraphQLInputType | undefined
    if (!type || !isInputType(type)) continue
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined
    if (value === undefined) {
      if (isNonNullType(type) && !definition.defaultValue) errors.push(fieldError(name, 'expected a value'))
      continue
    }
    coerceInputValue(
      value,
      type,
      (path, _, { message }) => {
        const [field, expected] = tell(type, path, message)
        errors.push(fieldError([name, ...field].reduce<string>(joined, ''), expected))
      },
      true,
    )
    if (errors.length >= most) break
  }
  return errors.slice(0, most)
}

/** An error about one input field: the field first, then what was expected. */
export function fieldError(field: string, expected: string): GraphQLError {
  return new GraphQLError(`${field}: ${expected}`, { extensions: { code: 'BAD_USER_INPUT', field } })
}

export function joined(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`
  return path === '' ? key : `${path}.${key}`
}

function tell(
  type: GraphQLInputType,
  path: readonly (string | number)[],
  message: string,
): [readonly (string | number)[], string] {
  const required = /^Field "(\w+)" of required type/.exec(message)?.[1]
  if (required !== undefined) return [[...path, required], 'expected a value']
  const unknown = /^Field "([^"]+)" is not defined by type/.exec(message)?.[1]
  if (unknown !== undefined) return [[...path, unknown], 'there is no such field']
  // Our own scalars say what they expected, and nothing of the value.
  if (message.startsWith('expected ')) return [path, message]
  if (/not to be null/.test(message)) return [path, 'expected a value, not null']
  return [path, expectedOf(typeAt(type, path))]
}

function typeAt(type: GraphQLInputType, path: readonly (string | number)[]): GraphQLInputType {
  let at = type
  for (const key of path) {
    if (isNonNullType(at)) at = at.ofType
    if (typeof key === 'number') at = isListType(at) ? at.ofType : at
    else at = isInputObjectType(at) ? (at.getFields()[key]?.type ?? at) : at
  }
  return isNonNullType(at) ? at.ofType : at
}

const builtIn: Readonly<Record<string, string>> = {
  Int: 'expected a whole number from -2147483648 to 2147483647',
  Float: 'expected a number',
  String: 'expected a text',
  Boolean: 'expected true or false',
  ID: 'expected an identifier',
}

/** What a value of the type looks like. */
export function expectedOf(type: GraphQLInputType): string {
  if (isListType(type)) return 'expected a list'
  const named = getNamedType(type)
  if (isEnumType(named)) {
    return `expected one of ${named
      .getValues()
      .map((value) => value.name)
      .join(', ')}`
  }
  return builtIn[named.name] ?? (isInputObjectType(named) ? 'expected an object' : `expected a ${named.name}`)
}
