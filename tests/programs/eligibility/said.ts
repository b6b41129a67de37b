/** What the plain words of an answer mean: households in which somebody has said so. */
import { ExpenseType, IncomeType, type HouseholdFacts } from '../../../runtime/facts'

type Known = Readonly<Record<string, unknown>>

const words: readonly (readonly [RegExp, (low: number, high: number) => readonly number[]])[] = [
  [/^any (?:number|amount)$/, () => [0, 130]],
  [/^under (\d+)$/, (end) => [0, end - 1]],
  [/^(\d+) or more$/, (start) => [start, start + 1, start + 40]],
  [/^from (\S+) to (\S+)$/, (low, high) => [low, high]],
  [/^at most (\S+)$/, (high) => [0, high]],
  [/^more than (\S+)$/, (low) => [low + 1, low * 3 + 7_00]],
  [/^(\d[\d,.]*)$/, (exact) => [exact]],
]

/** Values within the range, its ends among them: years, days, or cents where there is a point. */
function numbersIn(said: string): readonly number[] {
  for (const [pattern, values] of words) {
    const match = pattern.exec(said)
    if (match) {
      const [low = 0, high = 0] = match
        .slice(1)
        .map((text) => Number(text.replaceAll(',', '')) * (text.includes('.') ? 100 : 1))
        .map(Math.round)
      return values(low, high)
    }
  }
  throw new Error(`what is "${said}"?`)
}

export interface Saying {
  readonly fact: string
  readonly member?: string
}

/** Every household to try: the one given, with what was said of the fact. */
export function householdsSaid(
  household: HouseholdFacts,
  { fact, member }: Saying,
  said: string,
  asOf: string,
): HouseholdFacts[] {
  const known = (member === undefined ? household : household.members.find(({ id }) => id === member)) as unknown as Known
  return changes(known, fact, said, asOf).map((change) =>
    member === undefined
      ? { ...household, ...change }
      : { ...household, members: household.members.map((one) => (one.id === member ? { ...one, ...change } : one)) },
  )
}

function changes(known: Known, fact: string, said: string, asOf: string): readonly object[] {
  if (said === 'nobody else lives there') return [{ membersComplete: true }]
  if (fact === 'county') return [{ county: said === 'any other' ? '99999' : said }]
  if (fact === 'age') return numbersIn(said).map((age) => ({ age }))
  if (fact === 'birthDate')
    return numbersIn(said).map((age) => ({ birthDate: `${Number(asOf.slice(0, 4)) - age}${asOf.slice(4)}` }))
  const list = fact.replace('Complete', '')
  if (list === 'incomes' || list === 'expenses') return amounts(known, list, said)
  if (said === 'true' || said === 'false') return [{ [fact]: said === 'true' }]
  return /^[A-Z_0-9]+$/.test(said) && /[A-Z]/.test(said)
    ? [{ [fact]: said }]
    : numbersIn(said).map((value) => ({ [fact]: value }))
}

function amounts(known: Known, list: 'incomes' | 'expenses', said: string): readonly object[] {
  const listed = ((known[list] ?? []) as { cents?: number }[]).filter(({ cents }) => cents !== undefined && cents >= 0)
  const whole = (further: readonly object[]) => ({ [list]: [...listed, ...further], [`${list}Complete`]: true })
  if (said.startsWith('no more ')) return [whole([])]
  const [, what = '', range = ''] = /^(.+?) of (.+) a year$/.exec(said) ?? []
  const all = Object.keys((list === 'incomes' ? IncomeType : ExpenseType).values)
  const types = what.startsWith('further ') ? all : what.split(', ')
  return types.flatMap((type) =>
    numbersIn(range)
      .filter((cents) => cents > 0)
      .map((cents) => whole([{ type, frequency: 'YEARLY', cents }])),
  )
}
