/**
 * What the two rule engines get of a household: ages, sums, counts and the limits for its size, reckoned by hand once, since they have no
 * way to sum that is as fast. The time it takes counts.
 */
import type { HouseholdFacts } from '../../../runtime/facts'
import { ageFrom, yearlyCents } from '../../../subgraphs/programs/domain/eligibility/sheet'
import type { Limits } from './ten'

export function prepare(household: HouseholdFacts, asOf: string, limits: Limits) {
  const members = household.members.map((member) => ({
    age: ageFrom(member.birthDate ?? '', asOf) ?? -1,
    relationship: member.relationship,
    hasOtherFareDiscount: member.hasOtherFareDiscount,
    citizenOrQualified: member.citizenOrQualified,
    onLease: member.onLease,
    receivesCashAssistance: member.receivesCashAssistance,
    receivesSsi: member.receivesSsi,
    disabled: member.disabled,
    blind: member.blind,
    pregnant: member.pregnant,
    breastfeeding: member.breastfeeding,
    postpartum: member.postpartum,
    hasMedicaid: member.hasMedicaid,
  }))
  const head = members.find(({ relationship }) => relationship === 'HEAD')
  const size = members.length
  const incomeWithoutGifts = total(household, 'incomes', (type) => type !== 'GIFTS')
  const childSupport = total(household, 'expenses', (type) => type === 'CHILD_SUPPORT')
  const rent = household.rentMonthly ?? 0
  return {
    county: household.county,
    tenure: household.tenure,
    rentalType: household.rentalType,
    receivesSnap: household.receivesSnap,
    assets: household.assets,
    members,
    size,
    headAge: head?.age,
    headOnLease: head?.onLease,
    headReceivesSsi: head?.receivesSsi,
    income: total(household, 'incomes', () => true),
    incomeWithoutGifts,
    earned: total(household, 'incomes', (type) => type === 'WAGES' || type === 'SELF_EMPLOYMENT' || type === 'BOARDER'),
    careCost: total(household, 'expenses', (type) => type === 'CHILD_CARE' || type === 'DEPENDENT_CARE'),
    yearlyRent: rent * 12,
    thirdOfIncome: incomeWithoutGifts / 3,
    fairFaresLimit: limits.fairFares[size],
    section8Limit: limits.section8[size],
    heapLimit: limits.heap[size],
    snapLimit130: limits.snap130[size]! + childSupport,
    snapLimit150: limits.snap150[size]! + childSupport,
    snapLimit200: limits.snap200[size]! + childSupport,
    wicLimit: limits.wic[size + members.filter(({ pregnant }) => pregnant).length],
    headStartLimit: limits.headStart[size],
    csfpLimit: limits.csfp[size],
    housingConnectLimit: limits.housingConnect[size],
  }
}

export type Prepared = ReturnType<typeof prepare>

function total({ members }: HouseholdFacts, list: 'incomes' | 'expenses', counts: (type: string) => boolean): number {
  let cents = 0
  for (const member of members) for (const amount of member[list] ?? []) if (counts(amount.type)) cents += yearlyCents(amount)
  return cents
}
