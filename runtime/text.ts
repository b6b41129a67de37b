/**
 * Text the database can hold and people can read: no U+0000 (PostgreSQL refuses it) and no lone surrogate (it is not Unicode text).
 * Answers what was expected where the text is unfit, else undefined.
 */
export function unfitText(text: string, limit: number): string | undefined {
  if (text.includes('\u0000')) return 'text without the character U+0000'
  if (!text.isWellFormed()) return 'well-formed Unicode text (it holds half of a surrogate pair)'
  if (text.length > limit) return `text of at most ${limit} characters (it has ${text.length})`
  return undefined
}
