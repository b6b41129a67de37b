import { getNullableType, type GraphQLInputType, isEnumType, isInputObjectType, isListType, isScalarType } from 'graphql'

/** Values of people that are found again wherever they turn up. */
export interface Planted {
  /** A word that stands nowhere else. */
  word(): string
  /** The same as a name in a document or of a field, which errors tell back to whoever wrote it. */
  name(): string
  /** What fills every field of an input: words, days and amounts of their own where a person's value goes, `given` by name elsewhere. */
  fill(type: GraphQLInputType, given: Readonly<Record<string, unknown>>): unknown
  /** The input with one field after the other wrong, each time by a word. */
  spoil(type: GraphQLInputType, right: unknown): readonly unknown[]
  count(): number
  /** Those that a text holds, as they are or in Base64, as cursors have them. */
  foundIn(text: string): readonly string[]
}

/** Text fields that take no free text. */
const closed: Readonly<Record<string, unknown>> = { language: 'es', county: '36005', idempotencyKey: undefined }
const dayOne = Date.UTC(1921, 0, 1)

export function openPlanted(): Planted {
  let words = 0
  const days = new Set<string>()
  const amounts = new Map<string, string>()

  const word = () => `Zq${String(++words).padStart(5, '0')}Wx`
  const name = () => word().replace('Zq', 'Zn')
  const day = () => {
    const next = new Date(dayOne + days.size * 86_400_000).toISOString().slice(0, 10)
    days.add(next)
    return next
  }
  const amount = () => {
    const cents = String(7_310_400_000 + amounts.size * 7)
    amounts.set(`${cents.slice(0, -2)}.${cents.slice(-2)}`, cents)
    return `${cents.slice(0, -2)}.${cents.slice(-2)}`
  }

  const fill: Planted['fill'] = (type, given) => {
    const inner = getNullableType(type)
    if (isListType(inner)) return [fill(inner.ofType, given)]
    if (isEnumType(inner)) return inner.getValues()[0]?.name
    if (isInputObjectType(inner)) {
      const entries = Object.values(inner.getFields()).map(({ name, type: of }) => {
        if (Object.hasOwn(given, name)) return [name, given[name]]
        if (Object.hasOwn(closed, name)) return [name, closed[name]]
        if (name === 'birthDate') return [name, day()]
        return [name, fill(of, given)]
      })
      return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as unknown
    }
    const made: Readonly<Record<string, () => unknown>> = {
      Line: word,
      Note: word,
      Money: amount,
      Int: () => 1,
      Boolean: () => true,
    }
    return made[inner.name]?.()
  }

  const spoil: Planted['spoil'] = (type, right) => {
    const inner = getNullableType(type)
    if (right === undefined) return []
    if (isListType(inner)) return spoil(inner.ofType, (right as unknown[])[0]).map((wrong) => [wrong])
    // A word alone would be a right key.
    if (isScalarType(inner)) return [`${word()}${/Line|Note/.test(inner.name) ? 'x'.repeat(4_000) : ' !'}`]
    if (isEnumType(inner)) return [word()]
    const known = right as Readonly<Record<string, unknown>>
    const deeper = Object.values(inner.getFields()).flatMap(({ name, type: of }) =>
      spoil(of, known[name]).map((wrong) => ({ ...known, [name]: wrong })),
    )
    return [...deeper, { ...known, [name()]: word() }]
  }

  return {
    word,
    name,
    fill,
    spoil,
    count: () => words + days.size + amounts.size,
    foundIn: (text) => {
      const decoded = [...text.matchAll(/[\w+/-]{20,}/g)].map(([part]) => Buffer.from(part, 'base64url').toString('latin1'))
      const all = [text, ...decoded].join('\n')
      const numbers = [...all.matchAll(/\d{4}-\d\d-\d\d|\d{8,}(?:\.\d\d)?/g)].map(([one]) => one)
      const cents = new Set(amounts.values())
      return [
        ...[...all.matchAll(/z[qn]\d{5}wx/gi)].map(([one]) => one),
        ...numbers.filter((one) => days.has(one) || amounts.has(one) || cents.has(one)),
      ]
    },
  }
}
