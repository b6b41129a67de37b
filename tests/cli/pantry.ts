import type { CopiedCities } from './copied-cities'

/** A program with one limit in whole dollars of wages a year, its figure and its cases: all of it sound for any limit. */
export function writePantry(cities: CopiedCities, limit: number): void {
  cities.write(
    'nyc/figures/pantry.yaml',
    `- id: pantry-limit
  text: { en: Wages, es: Sueldos }
  unit: MONEY
  per: YEAR
  inclusive: true
  values:
    - { from: 2020-01-01, value: ${limit}, citation: { law: Example Ordinance 3-101 } }
`,
  )
  cities.write(
    'nyc/programs/pantry.yaml',
    `id: pantry
area: FOOD
agency: hra
name: { en: Pantry, es: Despensa }
description: { en: An example., es: Un ejemplo. }
unit: { en: Everyone., es: Todos. }
status: [{ state: ACTIVE }]
versions:
  - from: 2020-01-01
    criteria:
      - id: income
        text: { en: Wages are at most ${limit}., es: Los sueldos no superan ${limit}. }
        stage: SCREEN
        citation: { law: Example Ordinance 3-101 }
        when: { compare: { sum: { incomes: ALL } }, within: { figure: pantry-limit } }
`,
  )
  cities.write(
    'nyc/cases/pantry.yaml',
    `program: pantry
asOf: 2026-06-01
base:
  membersComplete: true
  members:
    head: { relationship: HEAD, incomes: [{ type: WAGES, amount: ${limit}, frequency: YEARLY }], incomesComplete: true }
cases:
  - { name: at the limit, outcome: ELIGIBLE, criteria: { income: 'TRUE' } }
  - name: a cent over
    outcome: INELIGIBLE
    facts: { members: { head: { incomes: [{ type: WAGES, amount: ${limit}.01, frequency: YEARLY }] } } }
    criteria: { income: 'FALSE' }
  - { name: not all, outcome: NEEDS_INFORMATION, without: [incomesComplete of head], criteria: { income: UNKNOWN } }
`,
  )
}
