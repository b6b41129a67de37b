/** Who is the head of the household, and who may be. */
import { relationship } from './facts-by-number'

/** What is known of a household's members, as it stands on a sheet: a bit for each member. */
interface Listed {
  readonly members: number
  readonly all: number
  readonly whole: boolean
  readonly further: number
  readonly heads: number
  readonly memberKnown: Int32Array
}

/** Those who are the head, or of whom one is. */
export function possibleHeads(sheet: Listed): number {
  if (sheet.heads !== 0) return sheet.heads
  const possible = (sheet.all & ~sheet.memberKnown[relationship]!) | sheet.further
  // Where nobody can be, what is known contradicts itself, and anybody may.
  return isSole(sheet) || possible === 0 ? sheet.all : possible
}

export function isSole({ members, whole }: Pick<Listed, 'members' | 'whole'>): boolean {
  return members === 1 && whole
}
