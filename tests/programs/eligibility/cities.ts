/** The two cities' rules, loaded once for a test file; loading them runs every golden case. */
import { join } from 'node:path'
import { readCity } from '../../../runtime/city/read-city'
import type { HouseholdFacts, MemberFacts } from '../../../runtime/facts'
import { packageRoot } from '../../../runtime/root'
import type { Answer, CriterionAnswer } from '../../../subgraphs/programs/domain/eligibility/answer'
import { openRuleBook, type RuleBook } from '../../../subgraphs/programs/domain/eligibility/rule-book'
import { loadRules } from '../../../subgraphs/programs/load-rules'

export const citiesRoot = join(packageRoot, 'cities')

export function openCity(id: string): RuleBook {
  return openRuleBook(loadRules(readCity(citiesRoot, id)))
}

export function answer(book: RuleBook, program: string, facts: HouseholdFacts, asOf: string): Answer {
  const found = book.decide(program, facts, asOf)
  if (found === undefined) throw new Error(`no program ${program}`)
  return found
}

export function criterion({ criteria }: Answer, id: string): CriterionAnswer {
  const found = criteria.find((candidate) => candidate.id === id)
  if (found === undefined) throw new Error(`no criterion ${id}`)
  return found
}

export function asked({ missing }: Answer): string[] {
  return missing.map(({ fact, member }) => (member === undefined ? fact : `${fact} of ${member}`))
}

export function toVerify(found: Answer): string[] {
  return asked({ ...found, missing: found.toVerify })
}

/** A tenant in the Bronx with a nonpayment case, alone, with one wage in cents a year. */
export function tenant(cents: number, change: Partial<HouseholdFacts> = {}, head: Partial<MemberFacts> = {}): HouseholdFacts {
  return {
    county: '36005',
    tenure: 'RENTER',
    rentalType: 'RENT_REGULATED',
    evictionCase: 'NONPAYMENT',
    membersComplete: true,
    members: [{ id: 'head', relationship: 'HEAD', incomes: [wage(cents)], incomesComplete: true, ...head }],
    ...change,
  }
}

export function wage(cents: number, frequency: 'WEEKLY' | 'BIWEEKLY' | 'SEMIMONTHLY' | 'MONTHLY' | 'YEARLY' = 'YEARLY') {
  return { type: 'WAGES', frequency, cents } as const
}
