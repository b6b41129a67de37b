/** Needs that are read only where a consent names their topic. */
const topics: Readonly<Record<string, string>> = {
  INTIMATE_PARTNER_VIOLENCE: 'INTIMATE_PARTNER_VIOLENCE',
  ELDER_ABUSE: 'ELDER_ABUSE',
}

/** The needs as they may be read: one of a topic that no consent names is as if it had not been told. */
export function readableNeeds(needs: readonly string[], named: readonly string[]): readonly string[] {
  return needs.filter((need) => topics[need] === undefined || named.includes(topics[need]))
}
