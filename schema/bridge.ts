import 'reflect-metadata'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { printSchemaWithDirectives } from '@graphql-tools/utils'
import { type DocumentNode, type GraphQLSchema, parse, specifiedDirectives } from 'graphql'
import { buildSchemaSync, createResolversMap, type NonEmptyArray } from 'type-graphql'
import { hubSpecUrl, ReferencesDirective } from './shared/directives'

/** The classes a subgraph's graph is made of, and how each entity is found again by its key. */
export interface GraphParts {
  readonly resolvers: NonEmptyArray<Function>
  /** Every object type: of two classes with one GraphQL name in a process, an unnamed one silently loses its fields. */
  readonly types: readonly Function[]
  readonly references: Readonly<Record<string, (key: never, context: never) => unknown>>
}

/** A subgraph's contract as SDL, and the schema that answers it. */
export interface SubgraphSchema {
  readonly sdl: string
  readonly schema: GraphQLSchema
}

const header = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@composeDirective", "@inaccessible"])
  @link(url: "${hubSpecUrl}", import: ["@references"])
  @composeDirective(name: "@references")
`

/** The one place where type-graphql's classes become an Apollo subgraph. */
export function bridge(parts: GraphParts): SubgraphSchema {
  const plain = buildSchemaSync({
    resolvers: parts.resolvers,
    orphanedTypes: [...parts.types],
    directives: [...specifiedDirectives, ReferencesDirective],
    validate: false,
  })
  const sdl = `${header}\n${printSchemaWithDirectives(plain)}\n`
  const typeDefs: DocumentNode = parse(sdl)
  const resolvers = createResolversMap(plain) as Record<string, Record<string, unknown>>
  for (const [type, find] of Object.entries(parts.references)) (resolvers[type] ??= {})['__resolveReference'] = find
  return { sdl, schema: buildSubgraphSchema({ typeDefs, resolvers: resolvers as never }) }
}
