/** Takes the steps of a tape for the household on the desk: strong Kleene logic over masks, intervals over quantities. */
import type { Desk } from './desk'
import { Op } from './tape'
import { takeCompare, takeMemberCompare } from './take-comparisons'
import {
  takeAtLeast,
  takeGroup,
  takeHead,
  takeHouseholdIs,
  takeIf,
  takeMemberIs,
  takeMembers,
  takeMemberTruth,
  takeNot,
} from './take-conditions'
import {
  takeAge,
  takeAmounts,
  takeMemberAdd,
  takeMemberChoose,
  takeMemberFact,
  takeMemberShare,
  takeMemberSubtract,
  takeMemberTable,
} from './take-member-quantities'
import {
  takeAdd,
  takeChoose,
  takeCount,
  takeHouseholdFact,
  takeShare,
  takeSize,
  takeSubtract,
  takeSum,
  takeTable,
} from './take-quantities'

/** Takes neighbours of one kind on the tape. */
type Take = (desk: Desk, from: number, to: number) => void

/** What is the same for every household stands on the desk from the start. */
const nothing: Take = () => undefined

const takers: Readonly<Record<number, Take>> = {
  [Op.CONSTANT]: nothing,
  [Op.UNSOURCED]: nothing,
  [Op.HOUSEHOLD_IS]: takeHouseholdIs,
  [Op.MEMBER_TRUE]: takeMemberTruth,
  [Op.MEMBER_IS]: takeMemberIs,
  [Op.ALL]: takeGroup,
  [Op.NOT]: takeNot,
  [Op.AT_LEAST]: takeAtLeast,
  [Op.IF]: takeIf,
  [Op.ANY_MEMBER]: takeMembers,
  [Op.HEAD]: takeHead,
  [Op.COMPARE]: takeCompare,
  [Op.MEMBER_COMPARE]: takeMemberCompare,
  [Op.NUMBER]: nothing,
  [Op.UNFOUNDED]: nothing,
  [Op.SIZE]: takeSize,
  [Op.HOUSEHOLD_FACT]: takeHouseholdFact,
  [Op.TABLE]: takeTable,
  [Op.COUNT]: takeCount,
  [Op.SUM]: takeSum,
  [Op.ADD]: takeAdd,
  [Op.SUBTRACT]: takeSubtract,
  [Op.SHARE]: takeShare,
  [Op.CHOOSE]: takeChoose,
  [Op.MEMBER_FACT]: takeMemberFact,
  [Op.AGE]: takeAge,
  [Op.AMOUNTS]: takeAmounts,
  [Op.MEMBER_ADD]: takeMemberAdd,
  [Op.MEMBER_SUBTRACT]: takeMemberSubtract,
  [Op.MEMBER_SHARE]: takeMemberShare,
  [Op.MEMBER_CHOOSE]: takeMemberChoose,
  [Op.MEMBER_TABLE]: takeMemberTable,
}

/** Takes all steps, or those given, in the order of the tape: neighbours of a kind in one go. */
export function run(desk: Desk, steps?: Int32Array): void {
  if (steps !== undefined) return runSome(desk, steps)
  const { kind, rows } = desk.tape
  for (let row = 0; row + 1 < rows.length; row++) {
    const from = rows[row]!
    takers[kind[from]!]!(desk, from, rows[row + 1]!)
  }
}

function runSome(desk: Desk, steps: Int32Array): void {
  const { kind } = desk.tape
  for (let index = 0; index < steps.length;) {
    const from = steps[index]!
    let to = from + 1
    for (index++; steps[index] === to && kind[to] === kind[from]; index++) to++
    takers[kind[from]!]!(desk, from, to)
  }
}
