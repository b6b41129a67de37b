/** Where one household is judged: the tape, the sheet, and what each step said of it. Made once, used again for each household. */
import { openSayings, type Sayings } from './sayings'
import { openSheet, type Sheet } from './sheet'
import { Op, type Tape } from './tape'

export interface Desk {
  readonly tape: Tape
  readonly sheet: Sheet
  /** Where a condition holds, and where it does not: a bit a member; of the household -1 or 0. */
  readonly yes: Int32Array
  readonly no: Int32Array
  /** The range of a quantity of the household. */
  readonly low: Float64Array
  readonly high: Float64Array
  /** Of members: at `block * 32 + member`. */
  readonly memberLow: Float64Array
  readonly memberHigh: Float64Array
  /** 1 where a table has no limit for a size that may be the household's. */
  readonly lacksSource: Uint8Array
  readonly sayings: Sayings
}

export function openDesk(tape: Tape): Desk {
  const { length, blocks } = tape
  const desk: Desk = {
    tape,
    sheet: openSheet(tape),
    yes: new Int32Array(length),
    no: new Int32Array(length),
    low: new Float64Array(length),
    high: new Float64Array(length),
    memberLow: new Float64Array(blocks * 32),
    memberHigh: new Float64Array(blocks * 32),
    lacksSource: new Uint8Array(length),
    sayings: openSayings(length),
  }
  for (let at = 0; at < length; at++) putConstant(desk, at)
  return desk
}

/** What does not hang on the household stands there for good. */
function putConstant({ tape, yes, no, low, high }: Desk, at: number): void {
  switch (tape.op[at]) {
    case Op.CONSTANT:
      yes[at] = -tape.a[at]!
      no[at] = tape.a[at]! - 1
      return
    case Op.NUMBER:
      low[at] = tape.factor[at]!
      high[at] = tape.factor[at]!
      return
    case Op.UNFOUNDED:
      low[at] = -Infinity
      high[at] = Infinity
  }
}
