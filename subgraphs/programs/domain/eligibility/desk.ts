/** Where one household is judged: the tape, the sheet, and what each step said of it. Made once, used again for each household. */
import { openSheet, type Sheet } from './sheet'
import type { Tape } from './tape'

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
}

export function openDesk(tape: Tape): Desk {
  const { length, blocks, texts } = tape
  return {
    tape,
    sheet: openSheet(texts),
    yes: new Int32Array(length),
    no: new Int32Array(length),
    low: new Float64Array(length),
    high: new Float64Array(length),
    memberLow: new Float64Array(blocks * 32),
    memberHigh: new Float64Array(blocks * 32),
    lacksSource: new Uint8Array(length),
  }
}
