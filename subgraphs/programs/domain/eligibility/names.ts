/** Facts named one after the other, each once, in arrays that are used again. */
import type { Fact } from './open-facts'

const none: readonly Fact[] = []

export interface Names {
  readonly facts: Fact[]
  count: number
  round: number
  readonly namedIn: Int32Array
  /** Of facts in sums, the types that were counted. */
  readonly types: Int32Array
  readonly countedIn: Int32Array
}

export function openNames(facts: number): Names {
  const numbers = () => new Int32Array(facts)
  return { facts: Array<Fact>(facts).fill(0), count: 0, round: 0, namedIn: numbers(), types: numbers(), countedIn: numbers() }
}

export function beginNames(names: Names): void {
  names.count = 0
  names.round++
}

export function add(names: Names, fact: Fact): void {
  if (names.namedIn[fact] === names.round) return
  names.namedIn[fact] = names.round
  names.facts[names.count++] = fact
}

export function addAll(names: Names, facts: readonly Fact[]): void {
  for (let index = 0; index < facts.length; index++) add(names, facts[index]!)
}

export function isNamed(names: Names, fact: Fact): boolean {
  return names.namedIn[fact] === names.round
}

export function areNamed(names: Names, facts: readonly Fact[]): boolean {
  for (let index = 0; index < facts.length; index++) if (!isNamed(names, facts[index]!)) return false
  return true
}

/** Those of the facts that are not named. */
export function unnamed(names: Names, facts: readonly Fact[]): readonly Fact[] {
  return facts.length === 0 || areNamed(names, facts) ? none : facts.filter((fact) => !isNamed(names, fact))
}

export function namesOf({ facts, count }: Names): Fact[] {
  return facts.slice(0, count)
}

/** Counts types of a fact, or with 0 the fact; says whether any of it was counted before. */
export function isCounted(names: Names, fact: Fact, types: number): boolean {
  const now = types === 0 ? -1 : types
  const before = names.countedIn[fact] === names.round ? names.types[fact]! : 0
  names.countedIn[fact] = names.round
  names.types[fact] = before | now
  return (before & now) !== 0
}
