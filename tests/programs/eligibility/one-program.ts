/** A city with one program, for rules that a test writes down. */
import type { Condition } from '../../../subgraphs/programs/domain/eligibility/rule'
import type { CityRules } from '../../../subgraphs/programs/domain/eligibility/rule-book'

const text = { en: 'A test.', es: 'Una prueba.' }

/** The criteria, asked before anybody applies, are `test0`, `test1` and so on. */
export function cityOf(...criteria: readonly Condition[]): CityRules {
  const citation = { law: 'None.' }
  const program = {
    id: 'program',
    area: 'OTHER',
    agency: 'agency',
    name: text,
    description: text,
    externalIds: [],
    unit: text,
    languages: [],
    documents: [],
    status: [{ state: 'ACTIVE' }],
    notes: [],
    versions: [
      {
        from: '2020-01-01',
        criteria: criteria.map((when, index) => ({ id: `test${index}`, text, stage: 'SCREEN', citation, when }) as const),
      },
    ],
  } as const
  return { city: 'springfield', agencies: [], programs: [program], figures: {}, definitions: [] }
}
