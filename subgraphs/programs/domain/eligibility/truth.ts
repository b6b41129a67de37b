/** Strong Kleene logic: unknown is never false, and decides nothing that the known parts do not decide without it. */
export type Truth = 'TRUE' | 'FALSE' | 'UNKNOWN'

export function truthOf(known: boolean): Truth {
  return known ? 'TRUE' : 'FALSE'
}

export function negate(truth: Truth): Truth {
  if (truth === 'UNKNOWN') return 'UNKNOWN'
  return truth === 'TRUE' ? 'FALSE' : 'TRUE'
}

export function conjoin(truths: readonly Truth[]): Truth {
  if (truths.includes('FALSE')) return 'FALSE'
  return truths.includes('UNKNOWN') ? 'UNKNOWN' : 'TRUE'
}

export function disjoin(truths: readonly Truth[]): Truth {
  if (truths.includes('TRUE')) return 'TRUE'
  return truths.includes('UNKNOWN') ? 'UNKNOWN' : 'FALSE'
}

/** True when at least `least` are true whatever the unknown ones turn out to be. */
export function tally(least: number, truths: readonly Truth[]): Truth {
  const yes = truths.filter((truth) => truth === 'TRUE').length
  const open = truths.filter((truth) => truth === 'UNKNOWN').length
  if (yes >= least) return 'TRUE'
  return yes + open >= least ? 'UNKNOWN' : 'FALSE'
}
