/** What kind of step each is, by what it stands on. */
import { relationship } from './facts-by-number'
import { mostMembers } from './sheet'
import { readBy } from './steps-of'
import { Op, type Tape } from './tape'

/** 1 for each step that may stay open whatever becomes known, for want of a source. */
export function hollowSteps(tape: Tape): Uint8Array {
  return stepsOn(tape, (at) => {
    const op = tape.op[at]!
    const isTable = op === Op.TABLE || op === Op.MEMBER_TABLE
    return op === Op.UNSOURCED || op === Op.UNFOUNDED || (isTable && endsEarly(tape, at))
  })
}

/** 1 for each step that hangs on how many members there are, or on what they have together. */
export function countingSteps(tape: Tape): Uint8Array {
  const counting: readonly number[] = [Op.SIZE, Op.COUNT, Op.SUM]
  return stepsOn(tape, (at) => counting.includes(tape.op[at]!))
}

/** 1 for each step about a member that hangs on facts of that very member alone, whoever else is there; who the head is hangs on others. */
export function ownSteps(tape: Tape): Uint8Array {
  const others = stepsOn(tape, (at) => {
    const isRelationship = tape.op[at] === Op.MEMBER_IS && tape.a[at] === relationship
    return isRelationship || (tape.ofMember[at] === 0 && tape.op[at] !== Op.NUMBER && tape.op[at] !== Op.CONSTANT)
  })
  return others.map((other, at) => (other === 0 && tape.ofMember[at] === 1 ? 1 : 0))
}

function stepsOn(tape: Tape, is: (at: number) => boolean): Uint8Array {
  const found = new Uint8Array(tape.length)
  for (let at = 0; at < tape.length; at++)
    if (is(at) || readBy(tape, at).some((part) => part >= 0 && found[part] === 1)) found[at] = 1
  return found
}

function endsEarly({ detail }: Tape, at: number): boolean {
  const { sizes, perPerson } = detail[at]!
  return perPerson === undefined && sizes!.length < mostMembers
}
