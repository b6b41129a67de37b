/** What the rules by hand ask of one member. */
import { ageBetween, oneOf, settled, whether, type Laid, type Open, type Truth } from './household-by-hand'

type MemberTest = (laid: Laid, member: number, open: Open) => Truth

export const isAdult: MemberTest = (laid, member, open) => ageBetween(laid, member, 18, 200, open)
export const isSenior: MemberTest = (laid, member, open) => ageBetween(laid, member, 60, 200, open)
export const isYoung: MemberTest = (laid, member, open) => ageBetween(laid, member, 0, 5, open)
export const isQualified: MemberTest = ({ members }, at, open) =>
  whether(members[at]!.citizenOrQualified, 'citizenOrQualified', open, members[at])
export const hasCash: MemberTest = ({ members }, at, open) =>
  whether(members[at]!.receivesCashAssistance, 'receivesCashAssistance', open, members[at])
export const hasSsi: MemberTest = ({ members }, at, open) => whether(members[at]!.receivesSsi, 'receivesSsi', open, members[at])
export const isOnLease: MemberTest = ({ members }, at, open) => whether(members[at]!.onLease, 'onLease', open, members[at])

export function isRider(laid: Laid, at: number, open: Open): Truth {
  const mark = open.length
  const member = laid.members[at]!
  const age = ageBetween(laid, at, 18, 64, open)
  if (age < 0) return -1
  const discount = whether(member.hasOtherFareDiscount, 'hasOtherFareDiscount', open, member)
  return settled(least(age, -discount as Truth), open, mark)
}

export function isOldOrDisabled(laid: Laid, at: number, open: Open): Truth {
  const mark = open.length
  const { disabled, blind } = laid.members[at]!
  const age = ageBetween(laid, at, 60, 200, open)
  if (age > 0) return 1
  const one = whether(disabled, 'disabled', open, laid.members[at])
  const other = whether(blind, 'blind', open, laid.members[at])
  return settled(most(age, one, other), open, mark)
}

export function isWicPerson(laid: Laid, at: number, open: Open): Truth {
  const mark = open.length
  const member = laid.members[at]!
  const age = ageBetween(laid, at, 0, 4, open)
  if (age > 0) return 1
  const pregnant = whether(member.pregnant, 'pregnant', open, member)
  const breastfeeding = whether(member.breastfeeding, 'breastfeeding', open, member)
  const postpartum = whether(member.postpartum, 'postpartum', open, member)
  return settled(most(age, pregnant, breastfeeding, postpartum), open, mark)
}

export function isWicPersonWithMedicaid(laid: Laid, at: number, open: Open): Truth {
  const mark = open.length
  const member = laid.members[at]!
  const medicaid = whether(member.hasMedicaid, 'hasMedicaid', open, member)
  if (medicaid < 0) return -1
  return settled(least(medicaid, isWicPerson(laid, at, open)), open, mark)
}

export function hasSsiOrCash(laid: Laid, at: number, open: Open): Truth {
  const mark = open.length
  return settled(most(hasSsi(laid, at, open), hasCash(laid, at, open)), open, mark)
}

export function isYoungFosterChild(laid: Laid, at: number, open: Open): Truth {
  const mark = open.length
  const member = laid.members[at]!
  const foster = oneOf(member.relationship, ['FOSTER_CHILD'], 'relationship', open, member)
  if (foster < 0) return -1
  return settled(least(foster, isYoung(laid, at, open)), open, mark)
}

export function least(...truths: readonly Truth[]): Truth {
  return Math.min(...truths) as Truth
}

export function most(...truths: readonly Truth[]): Truth {
  return Math.max(...truths) as Truth
}
