/**
 * What each role may do, once. A scope is `<what>:<how>`; a field or step names the scope it needs, never a role.
 */
export const roleScopes = {
  outreach: [
    'resident:read',
    'resident:write',
    'screening:write',
    'program:read',
    'conversation:read',
    'conversation:write',
    'referral:read',
    'referral:send',
  ],
  caseworker: [
    'resident:read',
    'resident:write',
    'screening:write',
    'program:read',
    'conversation:read',
    'conversation:write',
    'referral:read',
    'referral:send',
    'referral:work',
    'notice:receive',
  ],
  supervisor: [
    'resident:read',
    'resident:write',
    'screening:write',
    'program:read',
    'conversation:read',
    'conversation:write',
    'campaign:write',
    'referral:read',
    'referral:send',
    'referral:work',
    'notice:receive',
  ],
  program_admin: ['program:read', 'referral:read'],
  privacy_officer: ['program:read', 'resident:read', 'notice:receive'],
  auditor: ['program:read'],
  service: ['program:read', 'referral:read', 'referral:work', 'notice:receive'],
  resident: ['program:read'],
  developer: ['program:read'],
} as const satisfies Record<string, readonly string[]>

/** What the hub itself may do where it passes on what has happened. No token and no key carries such a role. */
const ownScopes = { hub: ['hub:relay', 'program:read'] } as const

const scopesOf = { ...roleScopes, ...ownScopes }

export type Role = keyof typeof roleScopes
export type CallerRole = keyof typeof scopesOf
export type Scope = (typeof scopesOf)[CallerRole][number]

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
  return typeof value === 'string' && Object.hasOwn(scopesOf, value)
}

/** Whether any of the caller's roles carries the scope. */
export function may(caller: Caller, scope: Scope): boolean {
  return caller.roles.some((role) => (scopesOf[role] as readonly Scope[]).includes(scope))
}
