/** Who is the head of the household, and who may be. */
import { relationship } from './facts-by-number'
import type { Sheet } from './sheet'

/** Those who are the head, or of whom one is. */
export function possibleHeads(sheet: Sheet): number {
  if (sheet.heads !== 0) return sheet.heads
  const possible = (sheet.all & ~sheet.memberKnown[relationship]!) | sheet.further
  // Where nobody can be, what is known contradicts itself, and anybody may.
  return isSole(sheet) || possible === 0 ? sheet.all : possible
}

export function isSole({ members, whole }: Sheet): boolean {
  return members === 1 && whole
}
