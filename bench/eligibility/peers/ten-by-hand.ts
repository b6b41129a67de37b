/** The ten programs as a programmer would write them who needs no others. */
import {
  aboveNothing,
  ageBetween,
  ofHead,
  oneOf,
  settled,
  someone,
  whether,
  within,
  withinFor,
  type Laid,
  type Open,
  type Truth,
} from './household-by-hand'
import {
  hasCash,
  hasSsi,
  hasSsiOrCash,
  isAdult,
  isOldOrDisabled,
  isOnLease,
  isQualified,
  isRider,
  isSenior,
  isWicPerson,
  isWicPersonWithMedicaid,
  isYoung,
  isYoungFosterChild,
  least,
  most,
} from './members-by-hand'
import type { Limits, Ten } from './ten'

export type Test = (laid: Laid, open: Open, limits: Limits) => Truth

const boroughs = ['36005', '36047', '36061', '36081', '36085']
const regulated = ['RENT_REGULATED', 'RENT_REGULATED_HOTEL', 'MITCHELL_LAMA', 'HDFC', 'SECTION_213']

function fairFares(laid: Laid, open: Open, limits: Limits): Truth {
  const city = oneOf(laid.facts.county, boroughs, 'county', open)
  if (city < 0) return -1
  const rider = someone(laid, open, isRider)
  if (rider < 0) return -1
  return least(city, rider, withinFor(laid.income, limits.fairFares, laid, open))
}

function scrie(laid: Laid, open: Open, limits: Limits): Truth {
  const { facts, incomeWithoutGifts: income } = laid
  const tenure = oneOf(facts.tenure, ['RENTER'], 'tenure', open)
  if (tenure < 0) return -1
  const home = oneOf(facts.rentalType, regulated, 'rentalType', open)
  if (home < 0) return -1
  const age = ofHead(laid, open, (all, member, into) => ageBetween(all, member, 62, 200, into))
  if (age < 0) return -1
  const lease = ofHead(laid, open, isOnLease)
  const low = income.high <= limits.scrie ? 1 : income.low > limits.scrie ? -1 : 0
  if (low < 0) return -1
  const rent = facts.rentMonthly
  const share = rent === undefined ? 0 : rent * 12 > income.high / 3 ? 1 : rent * 12 <= income.low / 3 ? -1 : 0
  if (low === 0 || share === 0) open.push(...income.open)
  if (rent === undefined) open.push({ fact: 'rentMonthly' })
  return least(tenure, home, age, lease, low, share)
}

function heap(laid: Laid, open: Open, limits: Limits): Truth {
  const snap = whether(laid.facts.receivesSnap, 'receivesSnap', open)
  if (snap > 0) return 1
  const cash = someone(laid, open, hasCash)
  if (cash > 0) return 1
  const mark = open.length
  const single = laid.size > 1 ? -1 : laid.isWhole ? 1 : 0
  const alone = single < 0 ? -1 : settled(least(single, ofHead(laid, open, hasSsi)), open, mark)
  if (alone > 0) return 1
  return most(snap, cash, alone, withinFor(laid.income, limits.heap, laid, open))
}

function snap(laid: Laid, open: Open, limits: Limits): Truth {
  const { income, childSupport, size } = laid
  const everyone = someone(laid, open, hasSsiOrCash, -1)
  if (everyone > 0) return 1
  const plain = withinFor(income, limits.snap130, laid, open, size, size, childSupport)
  if (plain > 0) return 1
  let mark = open.length
  const earned = least(aboveNothing(laid.earned, open), withinFor(income, limits.snap150, laid, open, size, size, childSupport))
  if (settled(earned, open, mark) > 0) return 1
  mark = open.length
  const highest = withinFor(income, limits.snap200, laid, open, size, size, childSupport)
  const cares = highest < 0 ? 0 : most(aboveNothing(laid.careCost, open), someone(laid, open, isOldOrDisabled))
  return most(everyone, plain, earned, settled(least(highest, cares), open, mark))
}

function wic(laid: Laid, open: Open, limits: Limits): Truth {
  const person = someone(laid, open, isWicPerson)
  if (person < 0) return -1
  const mark = open.length
  const benefit = most(
    whether(laid.facts.receivesSnap, 'receivesSnap', open),
    someone(laid, open, hasCash),
    someone(laid, open, isWicPersonWithMedicaid),
  )
  if (benefit > 0) {
    open.length = mark
    return person
  }
  let [unborn, possible] = [0, 0]
  for (const { pregnant } of laid.members) {
    if (pregnant === true) unborn++
    if (pregnant !== false) possible++
  }
  const income = withinFor(laid.income, limits.wic, laid, open, laid.size + unborn, laid.size + possible)
  return least(person, settled(most(benefit, income), open, mark))
}

function headStart(laid: Laid, open: Open, limits: Limits): Truth {
  const child = someone(laid, open, isYoung)
  if (child < 0) return -1
  const mark = open.length
  const group = most(
    oneOf(laid.facts.tenure, ['SHELTER', 'UNSHELTERED'], 'tenure', open),
    whether(laid.facts.receivesSnap, 'receivesSnap', open),
    someone(laid, open, hasCash),
    someone(laid, open, hasSsi),
    someone(laid, open, isYoungFosterChild),
    withinFor(laid.income, limits.headStart, laid, open),
  )
  return least(child, settled(group, open, mark))
}

const holds: Test = () => 1
const someoneQualified: Test = (laid, open) => someone(laid, open, isQualified)

/** What is asked before anyone applies, and what the agency verifies. */
export const testsByHand: Readonly<Record<Ten, readonly [screen: Test, verify: Test]>> = {
  'fair-fares': [fairFares, holds],
  'section-8': [
    (laid, open, { section8 }) => least(ofHead(laid, open, isAdult), withinFor(laid.income, section8, laid, open)),
    (laid, open, limits) =>
      least(someoneQualified(laid, open, limits), within(laid.facts.assets, limits.section8Assets, 'assets', open)),
  ],
  scrie: [scrie, holds],
  heap: [heap, someoneQualified],
  snap: [snap, someoneQualified],
  wic: [wic, holds],
  'head-start': [headStart, holds],
  idnyc: [(laid, open) => someone(laid, open, (all, member, into) => ageBetween(all, member, 10, 200, into)), holds],
  'commodity-supplemental-food': [
    (laid, open, { csfp }) => least(someone(laid, open, isSenior), withinFor(laid.income, csfp, laid, open)),
    holds,
  ],
  'housing-connect': [
    (laid, open, { housingConnect }) => least(someone(laid, open, isAdult), withinFor(laid.income, housingConnect, laid, open)),
    (laid, open, { housingConnectAssets }) => within(laid.facts.assets, housingConnectAssets, 'assets', open),
  ],
}
