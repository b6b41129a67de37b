import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  Kind,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql'
import { limits } from './limits'

/** How large an operation is, fragments expanded. */
export interface Size {
  readonly depth: number
  readonly fields: number
}

/**
 * Why an operation is larger than the hub takes, or undefined. Everything counted here needs no schema, so that it is known
 * before validation and planning: both can be made to work for seconds by a small text.
 */
export function tooLarge(document: DocumentNode): string | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  if (fragments.size > limits.fragments) return over('fragments', fragments.size)
  const marks = countMarks(document)
  if (marks.aliases > limits.aliases) return over('aliases', marks.aliases)
  if (marks.directives > limits.directives) return over('directives', marks.directives)
  const values = deepestValue(document)
  if (values > limits.values) return over('values', values)
  const sizeOf = sizer(fragments)
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue
    const { depth, fields } = sizeOf(definition.selectionSet)
    // A fragment that no operation uses is counted too: validation works through it before it is refused.
    if (fields > limits.fields) return over('fields', fields)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) continue
    const roots = rootsOf(definition.selectionSet, fragments, new Set())
    if (roots > limits.rootFields) return over('rootFields', roots)
    if (depth > limits.depth) return over('depth', depth)
  }
  return undefined
}

const words: Readonly<Partial<Record<keyof typeof limits, string>>> = {
  rootFields: 'fields at the top',
  fields: 'fields with fragments expanded',
  depth: 'levels of fields',
  values: 'lists and objects inside each other',
}

function over(limit: keyof typeof limits, found: number): string {
  return `the operation has ${found} ${words[limit] ?? limit}; at most ${limits[limit]} are taken`
}

/** Sizes are kept by fragment: expanding them one by one would itself take exponential time. */
function sizer(fragments: ReadonlyMap<string, FragmentDefinitionNode>): (set: SelectionSetNode) => Size {
  const known = new Map<string, Size>()
  const sizeOf = (set: SelectionSetNode): Size => {
    let depth = 0
    let fields = 0
    for (const selection of set.selections) {
      const inner = sizeOfSelection(selection)
      depth = Math.max(depth, inner.depth)
      fields += inner.fields
    }
    return { depth, fields }
  }
  const sizeOfSelection = (selection: SelectionSetNode['selections'][number]): Size => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return sizeOf(selection.selectionSet)
    if (selection.kind === Kind.FRAGMENT_SPREAD) return sizeOfFragment(selection.name.value)
    const inner = selection.selectionSet ? sizeOf(selection.selectionSet) : { depth: 0, fields: 0 }
    // The schema describes itself at depths that no data have; its size is counted all the same.
    const depth = selection.name.value.startsWith('__') ? 1 : inner.depth + 1
    return { depth, fields: inner.fields + 1 }
  }
  const sizeOfFragment = (name: string): Size => {
    const size = known.get(name)
    if (size) return size
    // A fragment that contains itself counts as nothing here: validation refuses it.
    known.set(name, { depth: 0, fields: 0 })
    const fragment = fragments.get(name)
    const fresh = fragment ? sizeOf(fragment.selectionSet) : { depth: 0, fields: 0 }
    known.set(name, fresh)
    return fresh
  }
  return sizeOf
}

function rootsOf(set: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>, seen: Set<string>): number {
  let roots = 0
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) roots += 1
    else if (selection.kind === Kind.INLINE_FRAGMENT) roots += rootsOf(selection.selectionSet, fragments, seen)
    else if (!seen.has(selection.name.value)) {
      seen.add(selection.name.value)
      const fragment = fragments.get(selection.name.value)
      if (fragment) roots += rootsOf(fragment.selectionSet, fragments, seen)
    }
  }
  return roots
}

/** Aliases and directives as they are written, anywhere in the text. */
function countMarks(document: DocumentNode): { readonly aliases: number; readonly directives: number } {
  let aliases = 0
  let directives = 0
  const count = (set: SelectionSetNode) => {
    for (const selection of set.selections) {
      directives += selection.directives?.length ?? 0
      if (selection.kind === Kind.FIELD && selection.alias) aliases += 1
      if (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet) count(selection.selectionSet)
    }
  }
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue
    directives += definition.directives?.length ?? 0
    for (const variable of definition.variableDefinitions ?? []) directives += variable.directives?.length ?? 0
    count(definition.selectionSet)
  }
  return { aliases, directives }
}

/** How many lists and objects stand inside each other where they do most, in arguments and in defaults of variables. */
function deepestValue(document: DocumentNode): number {
  let depth = 0
  let deepest = 0
  const inside = {
    enter: () => {
      depth += 1
      deepest = Math.max(deepest, depth)
    },
    leave: () => {
      depth -= 1
    },
  }
  visit(document, { ListValue: inside, ObjectValue: inside })
  return deepest
}

/** The parsed text, or its syntax error. A text with too many tokens is a syntax error to graphql-js. */
export function parseBounded(text: string): DocumentNode | { readonly syntax: string } | { readonly large: string } {
  try {
    return parse(text, { maxTokens: limits.tokens, noLocation: true })
  } catch (error) {
    // Two thousand brackets inside each other are few tokens, but more than the parser's stack may hold.
    if (error instanceof RangeError) return { large: 'the operation is nested more deeply than the hub takes' }
    const { message } = error as GraphQLError
    if (/more tha[nt] \d+ tokens/.test(message)) return { large: `the operation has more than ${limits.tokens} tokens` }
    return { syntax: message }
  }
}
