/** The floor: rules written in TypeScript, with three values and the missing facts. */
import type { HouseholdFacts } from '../../../runtime/facts'
import type { FactRead, Read } from '../screening'
import { lay, type Laid, type Open } from './household-by-hand'
import { ten, type Limits } from './ten'
import { testsByHand, type Test } from './ten-by-hand'

/** In the order of the ten. */
export function openByHand(asOf: string, limits: Limits): (household: HouseholdFacts) => readonly Read[] {
  const tests = ten.map((program) => testsByHand[program])
  return (household) => {
    const laid = lay(household, asOf)
    return tests.map(([screen, verify]) => judge(screen, verify, laid, limits))
  }
}

const none: readonly FactRead[] = []
const refused: Read = { outcome: 'INELIGIBLE', missing: none, toVerify: none }

function judge(screen: Test, verify: Test, laid: Laid, limits: Limits): Read {
  const missing: Open = []
  const screened = screen(laid, missing, limits)
  if (screened < 0) return refused
  const toVerify: Open = []
  const verified = verify(laid, toVerify, limits)
  if (verified < 0) return refused
  return {
    outcome: screened > 0 ? 'ELIGIBLE' : 'NEEDS_INFORMATION',
    missing: screened > 0 ? none : once(missing),
    toVerify: verified > 0 ? none : once(toVerify),
  }
}

function once(facts: Open): readonly FactRead[] {
  return facts.filter(
    ({ fact, member }, index) => facts.findIndex((other) => other.fact === fact && other.member === member) === index,
  )
}
