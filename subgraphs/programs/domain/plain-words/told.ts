/** A sentence, and the sentences that belong to it: `all of these hold` and its parts. */
export interface Told {
  readonly says: string
  readonly parts?: readonly Told[]
  /** How the parts are joined where they stand in one line. */
  readonly join?: 'and' | 'or'
}

/** The same in one line, in brackets where it has parts. */
export function inOneLine({ says, parts, join }: Told): string {
  if (parts === undefined) return says
  const inner = parts.map(inOneLine)
  return join === undefined ? `(${says}: ${inner.join('; ')})` : `(${inner.join(` ${join} `)})`
}

/** The lines of what is told, each part one step further in. */
export function linesOf({ says, parts }: Told, indent: string, lead = ''): string[] {
  if (parts === undefined) return [`${indent}${lead}${says}`]
  const deeper = `${indent}${' '.repeat(lead.length)}`
  return [`${indent}${lead}${says}:`, ...parts.flatMap((part) => linesOf(part, deeper, '- '))]
}
