import { stepsRead, type Tape } from './tape'

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
  return [...parts[at]!, ...[a[at]!, b[at]!, c[at]!].slice(0, stepsRead[op[at]!] ?? 0)]
}
