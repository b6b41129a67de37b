import { newId } from './ids'

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
  resident: [
    'program:read',
    'self:read',
    'grounds:read',
    'resident:read',
    'conversation:read',
    'referral:read',
    'oversight:read',
  ],
  developer: ['program:read'],
} as const satisfies Record<string, readonly string[]>

/** What an API key may be given: what an outreach tool submits, and reads back of its own. */
export const toolScopes = [
  'program:read',
  'resident:read',
  'resident:write',
  'screening:write',
  'consent:write',
  'conversation:read',
  'conversation:write',
  'referral:read',
  'referral:send',
] as const

/**
 * The roles that no token may name. `tool` is that of API keys, `hub` that of the hub itself, where it passes on what has happened.
 */
const ownScopes = {
  tool: [...toolScopes, 'grounds:read'],
  hub: ['hub:relay', 'program:read'],
} as const

const scopesByRole = { ...roleScopes, ...ownScopes }

/** The roles that a token may name: an identity provider speaks for people and services, never for a key or the hub. */
export type Role = keyof typeof roleScopes
export type AnyRole = keyof typeof scopesByRole
export type Scope = (typeof scopesByRole)[AnyRole][number]

export const roles = Object.keys(roleScopes) as readonly Role[]

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

/** The city of a call that is about every city: no token carries it, and the hub's own role alone is answered in it. */
export const everyCity = '*'

/** The hub as the caller of its own subgraphs, in one city or in every one. */
export function hubCaller(city: string): Caller {
  return { sub: 'hub', city, agency: 'hub', roles: ['hub'], request: newId() }
}

/** Whether a token may name this role. */
export function isRole(value: unknown): value is Role {
  return typeof value === 'string' && Object.hasOwn(roleScopes, value)
}

export function isAnyRole(value: unknown): value is AnyRole {
  return typeof value === 'string' && Object.hasOwn(scopesByRole, value)
}

/** What the caller may do, in a fixed order. */
export function scopesOf(caller: Caller): readonly Scope[] {
  const held = caller.roles.flatMap((role) => scopesByRole[role] as readonly Scope[])
  return [...new Set(held)].filter((scope) => may(caller, scope)).sort()
}

/**
 * Whether any of the caller's roles carries the scope, and the caller's own list, where there is one, names it too. What decisions
 * rest on is read for every caller.
 */
export function may({ roles: held, scopes }: Caller, scope: Scope): boolean {
  if (scopes !== undefined && scope !== 'grounds:read' && !scopes.includes(scope)) return false
  return held.some((role) => (scopesByRole[role] as readonly Scope[]).includes(scope))
}
