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
  ],
  program_admin: ['program:read', 'referral:read'],
  privacy_officer: ['program:read', 'resident:read'],
  auditor: ['program:read'],
  service: ['program:read', 'referral:read', 'referral:work'],
  resident: ['program:read'],
  developer: ['program:read'],
  // What an outreach tool submits, and reads back of its own.
  tool: [
    'program:read',
    'resident:read',
    'resident:write',
    'screening:write',
    'conversation:read',
    'conversation:write',
    'referral:read',
    'referral:send',
  ],
} as const satisfies Record<string, readonly string[]>

/** Every role there is. `tool` is that of API keys. */
export type AnyRole = keyof typeof roleScopes
/** The roles that a token may name: an identity provider speaks for people and services, never for a key. */
export type Role = Exclude<AnyRole, 'tool'>
export type Scope = (typeof roleScopes)[AnyRole][number]

export const roles = (Object.keys(roleScopes) as AnyRole[]).filter((role): role is Role => role !== 'tool')

/** Who is calling, as the token or the API key said it. City and agency are codes of the city's data (`nyc`, `hpd`). */
export interface Caller {
  readonly sub: string
  readonly city: string
  readonly agency: string
  readonly roles: readonly AnyRole[]
  /** An API key's own list: what its role may do beyond it, the key may not. */
  readonly scopes?: readonly Scope[]
  /** The correlation id of the request, by which everything that it left behind is found: a UUID that the gateway has made. */
  readonly request: string
}

/** Whether a token may name this role. */
export function isRole(value: unknown): value is Role {
  return value !== 'tool' && isAnyRole(value)
}

export function isAnyRole(value: unknown): value is AnyRole {
  return typeof value === 'string' && Object.hasOwn(roleScopes, value)
}

/** Whether any of the caller's roles carries the scope, and the caller's own list, where there is one, names it too. */
export function may({ roles: held, scopes }: Caller, scope: Scope): boolean {
  if (scopes !== undefined && !scopes.includes(scope)) return false
  return held.some((role) => (roleScopes[role] as readonly Scope[]).includes(scope))
}
