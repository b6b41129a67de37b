import type { CityRules } from '../../subgraphs/programs/domain/eligibility/rule-book'

/** Days after the one asked about on which a row begins that is in the draft and not in the city as it is. */
export function laterDays(before: CityRules, after: CityRules, asOf: string): readonly string[] {
  const known = beginnings(before)
  const days = [...beginnings(after)].filter((row) => !known.has(row)).map((row) => row.slice(0, 10))
  return [...new Set(days)].filter((day) => day > asOf).sort()
}

/** Every dated row, as its first day and all that it says. */
function beginnings({ programs, figures }: CityRules): ReadonlySet<string> {
  const rows = [
    ...programs.flatMap(({ id, versions, status }) => [...versions, ...status].map((row) => ({ id, row }))),
    ...Object.values(figures).flatMap(({ id, values }) => values.map((row) => ({ id, row }))),
  ]
  return new Set(
    rows.flatMap(({ id, row }) => ('from' in row && row.from !== undefined ? [`${row.from} ${id} ${JSON.stringify(row)}`] : [])),
  )
}
