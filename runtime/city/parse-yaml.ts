/** Parses one YAML file and remembers on which line each of its values stands. */
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type Node } from 'yaml'
import { type CityFault, type Path } from './city-fault'

export interface CityFile {
  /** Path below the folder of cities. */
  readonly file: string
  /** The file's plain data: maps, lists, text, numbers, booleans and nulls. */
  readonly data: unknown
  /** The line of the value at a path, or of the nearest value around it. */
  at(path: Path): number
}

export function parseYaml(file: string, text: string): CityFile | CityFault[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const faults = document.errors.map(({ pos, message }) => ({
    file,
    line: lines.linePos(pos[0]).line,
    path: '',
    reason: message,
  }))
  const aliases = aliasOffsets(document, text).map((offset) => ({
    file,
    line: lines.linePos(offset).line,
    path: '',
    reason: 'aliases (*name) are not read: write the value out',
  }))
  if (faults.length + aliases.length > 0) return [...faults, ...aliases]
  return { file, data: document.toJS() as unknown, at: (path: Path) => lines.linePos(offsetOf(document, path)).line }
}

function aliasOffsets(document: Document, text: string): number[] {
  const offsets: number[] = []
  // To look through all values takes a tenth of the time of reading them.
  if (!text.includes('*')) return offsets
  visit(document, { Alias: (_, node) => void offsets.push(node.range?.[0] ?? 0) })
  return offsets
}

function offsetOf(document: Document.Parsed, path: Path): number {
  let node: Node | null = document.contents
  let offset = node?.range?.[0] ?? 0
  for (const key of path) {
    const next = child(node, key)
    if (next === undefined) break
    offset = next.offset
    node = next.node
  }
  return offset
}

/** A value in a map stands where its key does. */
function child(node: Node | null, key: string | number): { readonly node: Node | null; readonly offset: number } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(key)] as Node | undefined
    return item === undefined ? undefined : { node: item, offset: item.range?.[0] ?? 0 }
  }
  if (!isMap(node)) return undefined
  const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key))
  if (pair === undefined) return undefined
  return { node: pair.value as Node | null, offset: (pair.key as Node).range?.[0] ?? 0 }
}
