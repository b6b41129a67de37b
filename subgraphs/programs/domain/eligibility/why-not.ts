/** The fewest tests that are enough to say no. */
import type { Desk } from './desk'
import { orderTold, type Met } from './met'
import { Op } from './tape'
import { metBy, truthOf } from './used-facts'

/** One test and the member it was made for; -1 for the household. */
export interface Test {
  readonly at: number
  readonly member: number
}

/** A test, or all that several proofs take together. */
export interface Proof {
  /** How many tests it takes. */
  readonly count: number
  readonly test?: Test
  readonly parts?: readonly Proof[]
}

const nothing: Proof = { count: 0 }

/** The fewest tests that prove what a decided step came out as. */
export function proof(desk: Desk, at: number, member: number): Proof {
  const { tape, sheet } = desk
  const a = tape.a[at]!
  const parts = tape.parts[at]!
  const truth = truthOf(desk, at, member)
  switch (tape.op[at]) {
    case Op.ALL:
      return truth < 0 ? leastOfParts(desk, parts, member, truth) : together(parts.map((part) => proof(desk, part, member)))
    case Op.ANY:
      return truth > 0 ? leastOfParts(desk, parts, member, truth) : together(parts.map((part) => proof(desk, part, member)))
    case Op.AT_LEAST: {
      const enough = truth > 0 ? a : parts.length - a + 1
      const deciding = parts.filter((part) => truthOf(desk, part, member) === truth).map((part) => proof(desk, part, member))
      return together(deciding.sort((one, other) => one.count - other.count).slice(0, enough))
    }
    case Op.NOT:
      return proof(desk, a, member)
    case Op.IF: {
      const [then, other] = [tape.b[at]!, tape.c[at]!]
      const test = truthOf(desk, a, member)
      const first = test === 0 ? then : a
      return together([proof(desk, first, member), proof(desk, test > 0 ? then : other, member)])
    }
    case Op.ANY_MEMBER:
    case Op.EVERY_MEMBER: {
      const isOneEnough = truth > 0 === (tape.op[at] === Op.ANY_MEMBER)
      return isOneEnough ? leastOfMembers(desk, a, -1, truth) : togetherOfMembers(desk, a)
    }
    case Op.HEAD:
      return leastOfMembers(desk, a, sheet.heads === 0 ? -1 : sheet.heads, truth)
    case Op.CONSTANT:
      return nothing
    default:
      return { count: 1, test: { at, member: tape.ofMember[at] === 1 ? member : -1 } }
  }
}

/** The tests of a proof, in order. */
export function testsOf({ test, parts = [] }: Proof, tests: Test[] = []): readonly Test[] {
  if (test !== undefined) tests.push(test)
  for (const part of parts) testsOf(part, tests)
  return tests
}

function together(parts: readonly Proof[]): Proof {
  let count = 0
  for (const part of parts) count += part.count
  return { count, parts }
}

/** Of the parts that come out as the whole does, the one that takes the fewest tests; the first of those alike. */
function leastOfParts(desk: Desk, parts: readonly number[], member: number, truth: number): Proof {
  let best: Proof | undefined
  for (const part of parts) {
    if (truthOf(desk, part, member) !== truth) continue
    const next = proof(desk, part, member)
    if (best === undefined || next.count < best.count) best = next
  }
  return best ?? nothing
}

function leastOfMembers(desk: Desk, at: number, members: number, truth: number): Proof {
  let best: Proof | undefined
  for (let member = 0; member < desk.sheet.members; member++) {
    if (((members >>> member) & 1) === 0 || truthOf(desk, at, member) !== truth) continue
    const next = proof(desk, at, member)
    if (best === undefined || next.count < best.count || isToldBefore(desk, next, best)) best = next
  }
  return best ?? nothing
}

/** Of proofs that take as many tests, whether the limits of the one are told and not those of the other, whoever is listed first. */
function isToldBefore(desk: Desk, one: Proof, other: Proof): boolean {
  if (one.count !== other.count) return false
  const others = testsOf(other)
  for (const [index, test] of testsOf(one).entries()) {
    const [met, otherMet] = [metOf(desk, test), metOf(desk, others[index]!)]
    const order =
      met === undefined || otherMet === undefined
        ? Number(met === undefined) - Number(otherMet === undefined)
        : orderTold(met, otherMet)
    if (order !== 0) return order < 0
  }
  return false
}

function metOf(desk: Desk, { at, member }: Test): Met | undefined {
  const op = desk.tape.op[at]
  return op === Op.COMPARE || op === Op.MEMBER_COMPARE ? metBy(desk, at, member) : undefined
}

function togetherOfMembers(desk: Desk, at: number): Proof {
  const parts: Proof[] = []
  for (let member = 0; member < desk.sheet.members; member++) parts.push(proof(desk, at, member))
  return together(parts)
}
