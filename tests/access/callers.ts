import { type AnyRole, type Caller, hubCaller, type Role, roles } from '../../runtime/caller'
import { type DataCategory, dataCategories, type Purpose, purposes } from '../../runtime/consent/grounds'
import { areas, type Area, type Line, table } from './table'

/** Where a caller stands towards the planted resident. */
export type Position = 'steward' | 'partner' | 'stranger' | 'emergency' | 'self' | 'other' | 'elsewhere'

/** A caller, and the data that their ground opens to them. */
export interface Standing {
  readonly name: string
  readonly caller: Caller
  readonly position: Position
  readonly categories: readonly DataCategory[]
  readonly purposes: readonly Purpose[]
}

export const stewards = 'charlotte-outreach'
export const receivers = 'legal-aid-nc'
/** Had a consent to everything, which has been taken back. */
export const strangers = 'inlivian'

/** The agency that has a consent to each kind of data, and to no other. */
export const partners: Readonly<Record<DataCategory, string>> = {
  IDENTITY: receivers,
  CONTACT: 'community-relations',
  HOUSEHOLD: 'mecklenburg-dss',
  HEALTH: 'nc-dhhs',
  HOUSING_LEGAL: 'center-for-legal-advocacy',
  NOTES: 'crisis-assistance-ministry',
}

/** Has a consent to everything, for a purpose that no field has. */
export const reporters = 'federal-marketplace'

export const emergency: Caller = {
  sub: 'emergency@charlotte-home',
  city: 'charlotte',
  agency: 'charlotte-home',
  roles: ['caseworker'],
  request: 'test',
}

const served: readonly Purpose[] = ['SCREENING', 'SERVICE', 'FOLLOW_UP']
const nothing = { categories: [], purposes: [] } as const

function standing(role: AnyRole, agency: string, position: Position, opened: Partial<Standing> = {}): Standing {
  const caller = { sub: `${role}@${agency}`, city: 'charlotte', agency, roles: [role], request: 'test' }
  return { name: `${role} of ${agency} (${position})`, caller, position, ...nothing, ...opened }
}

/** Every role in every place it can stand in, and the places that differ by what is opened. */
export function standings(resident: string): readonly Standing[] {
  const workers = roles.filter((role) => role !== 'resident')
  const everything = { categories: dataCategories, purposes: served }
  const partner = (role: Role, category: DataCategory) =>
    standing(role, partners[category], 'partner', { categories: [category], purposes })
  const elsewhere = (role: Role, sub: string): Standing => {
    const one = standing(role, stewards, 'elsewhere')
    return { ...one, caller: { ...one.caller, sub, city: 'nyc' } }
  }
  const self = standing('resident', strangers, 'self', everything)
  const both = standing('resident', stewards, 'other')
  return [
    ...workers.flatMap((role) => [
      standing(role, stewards, 'steward', everything),
      partner(role, 'CONTACT'),
      standing(role, strangers, 'stranger'),
      elsewhere(role, `${role}@${stewards}`),
    ]),
    ...dataCategories.filter((one) => one !== 'CONTACT').map((category) => partner('caseworker', category)),
    standing('caseworker', reporters, 'stranger'),
    {
      ...standing('caseworker', emergency.agency, 'emergency'),
      caller: emergency,
      purposes: ['SERVICE'],
      categories: dataCategories,
    },
    { ...self, caller: { ...self.caller, sub: resident } },
    standing('resident', stewards, 'other'),
    { ...both, name: 'resident who is a caseworker too (other)', caller: { ...both.caller, roles: ['resident', 'caseworker'] } },
    elsewhere('resident', resident),
  ]
}

/** Whose roles no token carries: an API key that has submitted nothing about the resident, and the hub itself. */
export const keyAndHub: readonly Standing[] = [
  standing('tool', stewards, 'stranger'),
  { ...standing('hub', 'hub', 'stranger'), caller: hubCaller('charlotte') },
]

/** What a key reads of its own alone, though no role is refused it. */
const partly = ['Resident.facts', 'Household.facts', 'Screening.facts']

/** A caller of the city, and of the steward's agency, whose token names no role. The gateway takes no such token. */
export const nobody: Standing = {
  name: 'nobody',
  caller: { sub: 'nobody', city: 'charlotte', agency: stewards, roles: [], request: 'test' },
  position: 'steward',
  categories: dataCategories,
  purposes: served,
}

/** What is hidden is never come by: what it belongs to is not there. */
export type Verdict = 'seen' | 'either' | 'hidden' | 'FORBIDDEN' | 'CONSENT_REQUIRED'

/** Whether the planted referral is on the caller's side of the database's wall: it is its two agencies' and the resident's alone. */
export function isParty({ caller, position }: Standing): boolean {
  if (caller.roles.includes('resident')) return position === 'self'
  return position !== 'elsewhere' && [stewards, receivers].includes(caller.agency)
}

/** Whether the role opens an area. */
export function reaches({ caller }: Standing, area: Area): boolean {
  return caller.roles.some((role) => areas[role].includes(area))
}

/** Whether the ground opens data of a kind for a purpose. */
export function opens({ categories, purposes: given }: Standing, category: DataCategory, purpose: Purpose): boolean {
  return categories.includes(category) && given.includes(purpose)
}

/** What the table says of a field of the planted resident, for a caller of the same city. */
export function judge(one: Standing, coordinate: string): Verdict {
  const line = table.get(coordinate)
  if (!line) return 'seen'
  if (!reaches(one, line.area)) return 'FORBIDDEN'
  if (/^Referral(Event)?\./.test(coordinate) && !isParty(one)) return 'hidden'
  if (one.caller.roles.includes('tool') && (isPersonal(line) || partly.includes(coordinate))) return 'FORBIDDEN'
  if (line.oversight && one.caller.roles.includes('privacy_officer')) return 'seen'
  if (!isPersonal(line)) return ['steward', 'self'].includes(one.position) ? 'seen' : 'either'
  if (!opens(one, line.category, line.purpose)) return 'CONSENT_REQUIRED'
  // An emergency is for one named resident: through a list it may be closed.
  return one.position === 'emergency' ? 'either' : 'seen'
}

function isPersonal(line: Line): line is Line & { readonly category: DataCategory; readonly purpose: Purpose } {
  return line.category !== undefined
}
