/** Quantities that hold no condition: facts, ages, sums of amounts, table look-ups, each as far as it is known. */
import type { CompiledQuantity } from './compiled'
import { add, anything, exactly, isKnown } from './range'
import { ageFrom, read, refer, yearly, type Subject } from './read-fact'
import { merge, nothing, type Basis, type OpenFact, type Range } from './verdict'

export function weighFact(fact: string, times: number, subject: Subject): Range {
  const reading = read(fact, subject)
  if (reading.state === 'KNOWN' && typeof reading.value === 'number') {
    return { bounds: exactly(reading.value * times), ...nothing, used: [refer(fact, subject)] }
  }
  return { bounds: anything, ...openOn(fact, subject) }
}

export function weighAge(subject: Subject): Range {
  const birthDate = read('birthDate', subject)
  const born = birthDate.state === 'KNOWN' ? ageFrom(String(birthDate.value), subject.asOf) : undefined
  if (born !== undefined) return { bounds: exactly(born), ...nothing, used: [refer('birthDate', subject)] }
  const age = weighFact('age', 1, subject)
  if (isKnown(age.bounds)) return { ...age, bounds: exactly(Math.floor(age.bounds.low)) }
  return { bounds: anything, ...openOn(birthDate.state === 'WITHHELD' ? 'age' : 'birthDate', subject) }
}

export function weighAmounts(quantity: CompiledQuantity & { kind: 'amounts' }, subject: Subject): Range {
  const reading = read(quantity.list, subject)
  if (reading.state === 'WITHHELD') return { bounds: anything, ...openOn(quantity.list, subject) }
  const rest = `${quantity.list}Complete`
  const closed = isComplete(rest, subject)
  if (reading.state !== 'KNOWN' || !Array.isArray(reading.value)) {
    return { bounds: anything, ...merge([openOn(quantity.list, subject), ...(closed ? [] : [openOn(rest, subject)])]) }
  }
  const counted = reading.value.filter(({ type }) => quantity.counts(type)).map(yearly)
  const bounds = add(closed ? counted : [...counted, anything])
  const vague = counted.some((amount) => !isKnown(amount))
  const used = [refer(quantity.list, subject)]
  const open = [...(vague ? openOn(quantity.list, subject).open : []), ...(closed ? [] : openOn(rest, subject).open)]
  return { bounds, used, open, unsourced: false }
}

/** Limits do not fall as a household grows, so a size that is at least so large has a limit that is at least so high. */
export function lookUp(table: CompiledQuantity & { kind: 'table' }, size: Range): Range {
  const low = limitFor(size.bounds.low, table)
  const high = limitFor(size.bounds.high, table)
  const highest = table.sizes[table.sizes.length - 1] ?? 0
  return {
    bounds: { low: low ?? highest, high: high ?? Infinity },
    used: size.used,
    open: size.open,
    unsourced: size.unsourced || low === undefined,
  }
}

function limitFor(
  size: number,
  { sizes, perPerson }: { readonly sizes: readonly number[]; readonly perPerson?: number },
): number | undefined {
  const people = Math.max(1, size)
  if (people <= sizes.length) return sizes[people - 1]
  return perPerson === undefined ? undefined : (sizes[sizes.length - 1] ?? 0) + (people - sizes.length) * perPerson
}

export function isComplete(fact: string, subject: Subject): boolean {
  const reading = read(fact, subject)
  return reading.state === 'KNOWN' && reading.value === true
}

export function openOn(fact: string, subject: Subject): Basis & { readonly open: readonly OpenFact[] } {
  const ref = refer(fact, subject)
  return { used: [ref], open: [{ ...ref, withheld: read(fact, subject).state === 'WITHHELD' }], unsourced: false }
}
