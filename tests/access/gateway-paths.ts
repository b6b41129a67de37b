import { isObjectType, type GraphQLSchema } from 'graphql'
import { apiSchema } from '../schema/api'
import { type Arguments, type Asked, everythingOf, isRoot, type Path, pathsFrom } from './asked'
import type { Planted } from './planted'
import { table as ruled } from './table'

/** The supergraph as clients see it. */
export const schema: GraphQLSchema = apiSchema()

/** The types that have a key: each object of theirs is somebody's record, or a city's. */
export const entities: ReadonlySet<string> = new Set(
  Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && type.astNode?.directives?.some(({ arguments: args }) => args?.some(({ name }) => name.value === 'key'))
      ? [type.name]
      : [],
  ),
)

const facts = 'county rentMonthly assets tenure daysAtAddress housingLoss withheld members'
const members = 'id relationship birthDate medicallyFrail incomes withheld'

/** What is asked for: everything a client can name that a rule is about, and of answers and facts as much as tells them apart. */
export function walked(coordinate: string): boolean {
  const [type, field] = coordinate.split('.') as [string, string]
  if (type === 'HouseholdFacts') return facts.split(' ').includes(field)
  if (type === 'MemberFacts') return members.split(' ').includes(field)
  if (type === 'Eligibility') return ['outcome', 'criteria'].includes(field)
  if (type === 'CriterionAnswer') return ['state', 'facts', 'limit', 'margin'].includes(field)
  if (type === 'Interview') return field === 'asOf'
  return !['Resident.grounds', 'Query.screen', 'Query.interview', 'Query.revocationNotices'].includes(coordinate)
}

export function argumentsFor({ ids }: Planted): Arguments {
  const first = '(first: 5)'
  return {
    'Query.resident': `(id: "${ids.Resident}")`,
    'Query.residents': '(first: 5, filter: { familyName: "Zq-family" })',
    'Query.household': `(id: "${ids.Household}")`,
    'Query.screening': `(id: "${ids.Screening}")`,
    'Query.conversation': `(id: "${ids.Conversation}")`,
    'Query.conversations': first,
    'Query.followUps': first,
    'Query.campaign': `(id: "${ids.Campaign}")`,
    'Query.campaigns': first,
    'Query.referral': `(id: "${ids.Referral}")`,
    'Query.intakeQueue': `(id: "${ids.IntakeQueue}")`,
    'Query.intakeQueues': '(first: 20)',
    'Query.program': `(id: "${ids.Program}")`,
    'Query.programs': '(first: 20)',
    'Query.agency': `(id: "${ids.Agency}")`,
    'Resident.eligibility': '(programs: ["lieap", "home-tbra"])',
    'Resident.interview': '(programs: ["lieap"])',
    'Screening.results': '(programs: ["lieap", "home-tbra"])',
    'Screening.interview': '(programs: ["lieap"])',
  }
}

const through = ({ steps, ends }: Path) =>
  [...steps.slice(1).map(({ type }) => type), ends].filter((type) => entities.has(type)).length
const all = pathsFrom(schema, 'Query', 3, walked).filter(
  (path) => isRoot(path) || lastOf(path.ends, {}).some(({ field }) => field !== 'id'),
)

/** Every path from a query to what a rule is about: through one entity or two, and through three. */
export const shortPaths: readonly Path[] = all.filter((path) => through(path) < 3)
export const longPaths: readonly Path[] = all.filter((path) => through(path) === 3)

/** Everything that has a rule at the end of a path, or the id where nothing has. */
export function lastOf(type: string, args: Arguments): Asked[] {
  const found = everythingOf(schema, type, args, walked).filter(({ field }) => ruled.has(`${type}.${field}`))
  return found.length > 0 ? found : [{ type, field: 'id', key: 'id', args: '', inside: [] }]
}
