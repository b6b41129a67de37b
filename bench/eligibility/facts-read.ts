import { householdByNumber, memberByNumber, type NumberedFact } from '../../subgraphs/programs/domain/eligibility/facts-by-number'
import type { Tape } from '../../subgraphs/programs/domain/eligibility/tape'

/** Names of the facts that decide an answer. */
export interface FactsRead {
  readonly household: readonly string[]
  readonly member: readonly string[]
}

/** What the programs of a day read, and the engine itself; of ages the birth dates alone. Always in the order of the catalogue. */
export function factsRead({ facts }: Tape): FactsRead {
  return {
    household: namesOf(householdByNumber, facts.household),
    member: namesOf(memberByNumber, facts.member).filter((name) => name !== 'age'),
  }
}

function namesOf(table: readonly NumberedFact[], read: ReadonlySet<number>): readonly string[] {
  return table.filter(({ number }) => read.has(number)).map(({ name }) => name)
}
