/** Random cities: definitions of members and the household, and one to three programs, each of which may ask about those before it. */
import * as fc from 'fast-check'
import type { Criterion, ProgramDefinition, RuleVersion } from '../../../../subgraphs/programs/domain/eligibility/rule'
import type { CityRules } from '../../../../subgraphs/programs/domain/eligibility/rule-book'
import { figures } from './random-figures'
import { before, definitionsOn } from './random-definitions'
import { condition } from './random-rules'
import type { Subject } from './random-scope'

const text = { en: 'A test.', es: 'Una prueba.' }
const citation = { law: 'The law of Springfield.' }

/** What is decided by the agency at application: facts of its own, so that it is plain which part a fact belongs to. */
const ofTheAgency: Subject = {
  householdFacts: ['homebuyerEducation'],
  memberFacts: ['citizenOrQualified'],
  amounts: false,
  people: false,
  heads: false,
  kinOfHead: false,
  unsourced: false,
}

export interface Variety {
  readonly subject: Subject
  readonly programs: number
  readonly verify?: 'OTHER_FACTS' | 'SAME_FACTS' | undefined
}

/** Its last program is the one to ask about. */
export function cities({ subject, programs, verify }: Variety): fc.Arbitrary<CityRules> {
  const ids = Array.from({ length: programs }, (_, index) => `program${index}`)
  return fc
    .record({
      figures,
      definitions: fc.tuple(...definitionsOn(subject)),
      programs: fc.tuple(...ids.map((id, index) => program(id, ids.slice(0, index), subject, verify))),
    })
    .map((rules) => ({ city: 'springfield', agencies: [{ id: 'agency', name: text }], ...rules }))
}

function program(
  id: string,
  others: readonly string[],
  subject: Subject,
  verify: Variety['verify'],
): fc.Arbitrary<ProgramDefinition> {
  const shape = {
    id,
    area: 'OTHER',
    agency: 'agency',
    name: text,
    description: text,
    externalIds: [],
    unit: text,
    languages: [],
    documents: [],
    notes: [],
  } as const
  const seasonal = { state: 'SEASONAL', open: [{ from: '11-01', to: '06-01' }] } as const
  const status = fc.oneof(
    { weight: 12, arbitrary: fc.constant([{ state: 'ACTIVE' as const }]) },
    { weight: 1, arbitrary: fc.constant([seasonal]) },
    {
      weight: 1,
      arbitrary: fc.constant([
        { to: '2025-12-31', state: 'ACTIVE' as const },
        { from: '2026-01-01', state: 'PAUSED' as const },
      ]),
    },
  )
  return fc.record({ status, versions: versions(others, subject, verify) }).map((rest) => ({ ...shape, ...rest }))
}

function versions(others: readonly string[], subject: Subject, verify: Variety['verify']): fc.Arbitrary<readonly RuleVersion[]> {
  const defined = before(subject, 'memberTest', 'memberAmount', 'householdPeople', 'householdAmount', 'householdTest')
  const screened = condition({ subject, member: false, defined, programs: others }, 3).map((when) => ({
    when,
    stage: 'SCREEN' as const,
  }))
  const toVerify = condition(
    { subject: verify === 'SAME_FACTS' ? subject : ofTheAgency, member: false, defined: [], programs: [] },
    1,
  )
  const criteria = fc
    .tuple(
      fc.array(screened, { minLength: 1, maxLength: 2 }),
      fc.array(
        toVerify.map((when) => ({ when, stage: 'VERIFY' as const })),
        { maxLength: verify === undefined ? 0 : 2 },
      ),
    )
    .map((parts) => parts.flat().map((part, index): Criterion => ({ id: `c${index}`, text, citation, ...part })))
  const discretionary = fc.constantFrom({}, {}, {}, { discretionary: text })
  const version = fc.tuple(criteria, discretionary).map(([list, kind]) => ({ criteria: list, ...kind }))
  return fc.oneof(
    { weight: 6, arbitrary: version.map((one) => [{ from: '2020-01-01', ...one }]) },
    {
      weight: 1,
      arbitrary: fc.tuple(version, version).map(([old, now]) => [
        { from: '2020-01-01', to: '2025-12-31', ...old },
        { from: '2026-01-01', ...now },
      ]),
    },
    { weight: 1, arbitrary: version.map((one) => [{ from: '2026-01-01', ...one }]) },
  )
}
