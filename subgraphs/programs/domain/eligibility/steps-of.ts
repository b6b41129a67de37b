import { Op, type Tape } from './tape'

/** Every step that the given ones stand on, themselves included, in the order of the tape. */
export function stepsOf(tape: Tape, roots: readonly number[]): Int32Array {
  const found = new Set<number>()
  const visit = (at: number): void => {
    if (at < 0 || found.has(at)) return
    found.add(at)
    for (const part of readBy(tape, at)) visit(part)
  }
  roots.forEach(visit)
  return Int32Array.from([...found].sort((one, other) => one - other))
}

/** The steps that a step reads. */
export function readBy({ op, a, b, c, parts }: Tape, at: number): readonly number[] {
  switch (op[at]) {
    case Op.ALL:
    case Op.ANY:
    case Op.AT_LEAST:
    case Op.ADD:
    case Op.MEMBER_ADD:
      return parts[at]!
    case Op.NOT:
    case Op.ANY_MEMBER:
    case Op.EVERY_MEMBER:
    case Op.HEAD:
    case Op.TABLE:
    case Op.MEMBER_TABLE:
    case Op.COUNT:
    case Op.SHARE:
    case Op.MEMBER_SHARE:
      return [a[at]!]
    case Op.COMPARE:
    case Op.MEMBER_COMPARE:
    case Op.SUM:
    case Op.SUBTRACT:
    case Op.MEMBER_SUBTRACT:
      return [a[at]!, b[at]!]
    case Op.IF:
    case Op.CHOOSE:
    case Op.MEMBER_CHOOSE:
      return [a[at]!, b[at]!, c[at]!]
    default:
      return []
  }
}
