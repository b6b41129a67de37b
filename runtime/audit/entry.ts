import type { Ground, Purpose } from '../consent/grounds'

export type AuditAction = 'LOOK' | 'CHANGE' | 'EXPORT' | 'PURGE'

/** One look or change, as it is recorded: ids, codes and names of fields, never a value of a person. */
export interface AuditEntry {
  readonly action: AuditAction
  /** The mutation, or what else was asked for: `query`, `recordConversation`. */
  readonly operation: string
  /** The entity it is about: `Conversation`. */
  readonly subjectType: string
  readonly subjectId?: string | undefined
  /** The resident whose data it is, where it is one's. */
  readonly residentId?: string | null | undefined
  readonly purpose?: Purpose | undefined
  readonly ground?: Ground | null | undefined
  /** The consent or the emergency look that the ground rests on. */
  readonly groundId?: string | null | undefined
  /** Names such as `Resident.givenName`. */
  readonly fields: readonly string[]
}
