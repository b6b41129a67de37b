/** What a worker needs at a door, on the phone and at an event. */
const outreach = [
  'program:read',
  'grounds:read',
  'resident:read',
  'resident:write',
  'screening:write',
  'consent:write',
  'conversation:read',
  'conversation:write',
  'referral:read',
  'referral:count',
  'referral:send',
] as const

/**
 * What each role may do, once. A scope is `<what>:<how>`; a field or step names the scope it needs, never a role.
 *
 * `grounds:read` is what a decision about a resident rests on (docs/decisions/014): whoever may read anything about residents has it.
 * `oversight:read` is who looked at a resident's data and what was agreed to: for the resident, and for the privacy officer.
 */
export const roleScopes = {
  outreach,
  caseworker: [...outreach, 'referral:work', 'break-glass:open', 'notice:receive'],
  supervisor: [...outreach, 'referral:work', 'break-glass:open', 'notice:receive', 'campaign:write'],
  program_admin: ['program:read', 'referral:count'],
  privacy_officer: ['program:read', 'grounds:read', 'resident:read', 'oversight:read', 'notice:receive'],
  auditor: ['program:read'],
  service: ['program:read', 'grounds:read', 'referral:read', 'referral:count', 'referral:work', 'notice:receive'],
  resident: ['program:read', 'grounds:read', 'resident:read', 'conversation:read', 'referral:read', 'oversight:read'],
  developer: ['program:read'],
} as const satisfies Record<string, readonly string[]>

/** What the hub itself may do where it passes on what has happened. No token and no key carries such a role. */
const ownScopes = { hub: ['hub:relay', 'program:read'] } as const

const scopesByRole = { ...roleScopes, ...ownScopes }

export type Role = keyof typeof roleScopes
export type CallerRole = keyof typeof scopesByRole
export type Scope = (typeof scopesByRole)[CallerRole][number]

export const roles = Object.keys(roleScopes) as readonly Role[]

/** Who is calling, as the token said it. City and agency are codes of the city's data (`nyc`, `hpd`). */
export interface Caller {
  readonly sub: string
  readonly city: string
  readonly agency: string
  readonly roles: readonly CallerRole[]
}

/** The city of a call that is about every city: no token carries it, and the hub's own role alone is answered in it. */
export const everyCity = '*'

/** The hub as the caller of its own subgraphs, in one city or in every one. */
export function hubCaller(city: string): Caller {
  return { sub: 'hub', city, agency: 'hub', roles: ['hub'] }
}

/** Whether it is a role that a token may carry. */
export function isRole(value: unknown): value is Role {
  return typeof value === 'string' && Object.hasOwn(roleScopes, value)
}

/** Whether it is the role of a caller: a token's, or the hub's own. */
export function isCallerRole(value: unknown): value is CallerRole {
  return typeof value === 'string' && Object.hasOwn(scopesByRole, value)
}

/** What the caller may do, in a fixed order. */
export function scopesOf(caller: Caller): readonly Scope[] {
  return [...new Set(caller.roles.flatMap((role) => scopesByRole[role] as readonly Scope[]))].sort()
}

/** Whether any of the caller's roles carries the scope. */
export function may(caller: Caller, scope: Scope): boolean {
  return caller.roles.some((role) => (scopesByRole[role] as readonly Scope[]).includes(scope))
}
