/** Options that every connection of this process shares. */
export interface Connection {
  readonly url?: string
  readonly extra: Record<string, unknown>
}
