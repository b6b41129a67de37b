/** The fewest tests that are enough to say no. */
import type { Desk } from './desk'
import { Op } from './tape'
import { truthOf } from './used-facts'

/** One test and the member it was made for; -1 for the household. */
export interface Test {
  readonly at: number
  readonly member: number
}

/** The fewest tests that prove what a decided step came out as. */
export function proof(desk: Desk, at: number, member: number): readonly Test[] {
  const { tape, sheet } = desk
  const a = tape.a[at]!
  const truth = truthOf(desk, at, member)
  const own = (part: number) => proof(desk, part, member)
  const deciding = (parts: readonly number[]) => parts.filter((part) => truthOf(desk, part, member) === truth)
  switch (tape.op[at]) {
    case Op.ALL:
      return truth < 0 ? least(deciding(tape.parts[at]!).map(own)) : tape.parts[at]!.flatMap(own)
    case Op.ANY:
      return truth > 0 ? least(deciding(tape.parts[at]!).map(own)) : tape.parts[at]!.flatMap(own)
    case Op.AT_LEAST: {
      const parts = tape.parts[at]!
      const enough = truth > 0 ? a : parts.length - a + 1
      const proofs = deciding(parts).map(own)
      return proofs
        .sort((one, other) => one.length - other.length)
        .slice(0, enough)
        .flat()
    }
    case Op.NOT:
      return own(a)
    case Op.IF: {
      const [then, other] = [tape.b[at]!, tape.c[at]!]
      const test = truthOf(desk, a, member)
      if (test === 0) return [...own(then), ...own(other)]
      return [...own(a), ...own(test > 0 ? then : other)]
    }
    case Op.ANY_MEMBER:
    case Op.EVERY_MEMBER: {
      const members = Array.from({ length: sheet.members }, (_, one) => one)
      const one = truth > 0 === (tape.op[at] === Op.ANY_MEMBER)
      return one
        ? least(members.filter((member) => truthOf(desk, a, member) === truth).map((member) => proof(desk, a, member)))
        : members.flatMap((member) => proof(desk, a, member))
    }
    case Op.HEAD: {
      const members = Array.from({ length: sheet.members }, (_, one) => one)
      return least(
        members
          .filter((member) => truthOf(desk, a, member) === truth && ((sheet.heads === 0 ? -1 : sheet.heads) >>> member) & 1)
          .map((member) => proof(desk, a, member)),
      )
    }
    case Op.CONSTANT:
      return []
    default:
      return [{ at, member: tape.ofMember[at] === 1 ? member : -1 }]
  }
}

/** The proof with the fewest tests, the first of those alike. */
export function least(proofs: readonly (readonly Test[])[]): readonly Test[] {
  const [first = [], ...others] = proofs
  return others.reduce((best, next) => (next.length < best.length ? next : best), first)
}
