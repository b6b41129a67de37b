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
} as const satisfies Record<string, readonly string[]>

export type Role = keyof typeof roleScopes
export type Scope = (typeof roleScopes)[Role][number]

export const roles = Object.keys(roleScopes) as readonly Role[]

/** Who is calling, as the token said it. City and agency are codes of the city's data (`nyc`, `hpd`). */
export interface Caller {
  readonly sub: string
  readonly city: string
  readonly agency: string
  readonly roles: readonly Role[]
}

export function isRole(value: unknown): value is Role {
  return typeof value === 'string' && Object.hasOwn(roleScopes, value)
}

/** Whether any of the caller's roles carries the scope. */
export function may(caller: Caller, scope: Scope): boolean {
  return caller.roles.some((role) => (roleScopes[role] as readonly Scope[]).includes(scope))
}
