import type { HouseholdFacts } from '../../runtime/facts'

/** Something that goes through households one after the other. */
export interface Runner {
  readonly name: string
  readonly deck: readonly HouseholdFacts[]
  /** Answers a number that depends on everything it was to find out, so that nothing of it can be left out. */
  readonly run: (households: readonly HouseholdFacts[]) => number | Promise<number>
}

export interface Plan {
  readonly rounds: number
  /** Seconds after which a round of one runner breaks off; its next one goes on where it stopped. */
  readonly seconds: number
  /** Seconds after which no further round begins: a slow engine is measured in fewer. */
  readonly mostSeconds: number
}

export interface Rate {
  readonly name: string
  /** Households a second of CPU time: the median of the rounds, or all by all where a round broke off. */
  readonly perSecond: number
  readonly rounds: readonly number[]
  /** How many of the deck a round got through on the average. */
  readonly reached: number
  readonly deck: number
}

interface Pass {
  readonly households: number
  readonly seconds: number
}

/** Households between two looks at the clock. */
const handful = 10

/** However long they take. */
const leastRounds = 3

/** Passes that are not counted: until the compiler has settled. */
const warmUps = 3

/** Round by round each runner in turn, so that whatever else the machine does meets them alike. */
export async function measureRates(runners: readonly Runner[], plan: Plan): Promise<Rate[]> {
  const cells = runners.map((runner) => ({ runner, pass: openPasses(runner, plan.seconds), passes: [] as Pass[] }))
  for (let warmUp = 0; warmUp < warmUps; warmUp++) for (const { pass } of cells) await pass()
  for (const _ of roundsOf(plan)) for (const { pass, passes } of cells) passes.push(await pass())
  return cells.map(({ runner, passes }) => rateOf(runner, passes))
}

/** The numbers of the rounds, as far as there is time. */
export function* roundsOf({ rounds, mostSeconds }: Plan): Generator<number> {
  const end = performance.now() + mostSeconds * 1000
  for (let round = 0; round < rounds && (round < leastRounds || performance.now() < end); round++) yield round
}

function openPasses({ deck, run }: Runner, most: number): () => Promise<Pass> {
  const handfuls = Array.from({ length: Math.ceil(deck.length / handful) }, (_, index) =>
    deck.slice(index * handful, (index + 1) * handful),
  )
  let at = 0
  return async () => {
    let households = 0
    let sum = 0
    const began = cpuSeconds()
    const end = performance.now() + most * 1000
    while (households < deck.length && performance.now() < end) {
      const some = handfuls[at] as readonly HouseholdFacts[]
      const found = run(some)
      sum += typeof found === 'number' ? found : await found
      households += some.length
      at = (at + 1) % handfuls.length
    }
    const seconds = cpuSeconds() - began
    if (!Number.isFinite(sum)) throw new Error('a runner found no number')
    return { households, seconds }
  }
}

/** User and system time of the process: unlike the time of day it is the same whatever else the machine does. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

function rateOf({ name, deck }: Runner, passes: readonly Pass[]): Rate {
  const rounds = passes.map(({ households, seconds }) => households / seconds)
  const [households, seconds] = [sum(passes.map((pass) => pass.households)), sum(passes.map((pass) => pass.seconds))]
  // Parts of a deck are not alike: the median of them would leave out the dearest.
  const isWhole = households === passes.length * deck.length
  return {
    name,
    perSecond: isWhole ? median(rounds) : households / seconds,
    rounds,
    reached: Math.round(households / passes.length),
    deck: deck.length,
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const place = (sorted.length - 1) * part
  const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number]
  return low + (high - low) * (place % 1)
}
