/** Lays the steps that were written out as a tape, those of a kind together. */
import { factsOnTape } from './facts-on-tape'
import { mirrored, Op, stepsRead, type Detail, type Tape } from './tape'

export interface Step {
  readonly op: number
  readonly a?: number
  readonly b?: number
  readonly c?: number
  readonly factor?: number
  readonly divisor?: number
  readonly parts?: readonly number[]
  readonly detail?: Detail
  /** Told apart by this where the numbers are the same. */
  readonly key?: string
  readonly ofMember: boolean
}

export interface LaidOut {
  readonly tape: Tape
  /** Where on the tape each step stands, by its number while it was written. */
  readonly placeOf: Int32Array
}

export function layOut(written: readonly Step[], texts: ReadonlyMap<string, number>): LaidOut {
  const order = kindByKind(written)
  const placeOf = new Int32Array(written.length)
  order.forEach((number, at) => (placeOf[number] = at))
  const steps = order.map((number) => renumber(written[number]!, placeOf))
  const block = new Int32Array(steps.length).fill(-1)
  let blocks = 0
  steps.forEach(({ op, ofMember }, at) => {
    if (op >= Op.NUMBER && ofMember) block[at] = blocks++
  })
  const unfounded = new Uint8Array(steps.length)
  steps.forEach((step, at) => {
    if (step.op === Op.UNFOUNDED || readBy(step).some((part) => unfounded[part] === 1)) unfounded[at] = 1
  })
  const parts = steps.map(({ parts = [] }) => parts)
  const limits = steps.map(({ detail }) => detail?.sizes ?? [])
  const op = Uint8Array.from(steps, (step) => step.op)
  const a = Int32Array.from(steps, (step) => step.a ?? 0)
  const tape: Tape = {
    length: steps.length,
    op,
    kind: Uint8Array.from(steps, kindOf),
    a,
    b: Int32Array.from(steps, ({ b = 0 }) => b),
    c: Int32Array.from(steps, ({ c = 0 }) => c),
    smaller: Int32Array.from(steps, (step) => (isReversed(step) ? step.b : step.a) ?? 0),
    larger: Int32Array.from(steps, (step) => (isReversed(step) ? step.a : step.b) ?? 0),
    factor: Float64Array.from(steps, ({ factor = 0 }) => factor),
    divisor: Float64Array.from(steps, ({ divisor = 0 }) => divisor),
    parts,
    detail: steps.map(({ detail = {} }) => detail),
    firstPart: firstOfEach(parts),
    partList: Int32Array.from(parts.flat()),
    firstLimit: firstOfEach(limits),
    limitList: Float64Array.from(limits.flat()),
    rows: Int32Array.from([...steps.keys(), steps.length].filter((at) => isFirst(steps, at))),
    ofMember: Uint8Array.from(steps, ({ ofMember }) => Number(ofMember)),
    isQuantity: Uint8Array.from(steps, ({ op }) => Number(op >= Op.NUMBER)),
    unfounded,
    block,
    blocks,
    texts,
    facts: factsOnTape({ op, a }),
  }
  return { tape, placeOf }
}

/**
 * The numbers of the steps in an order in which each stands after those it reads, and as many of a kind as may be one after the other:
 * next comes a kind of which everything left can be taken, or else the one of which the most can.
 */
function kindByKind(steps: readonly Step[]): readonly number[] {
  const readers: number[][] = steps.map(() => [])
  const left = new Map<number, number>()
  const ready = new Map<number, number[]>(steps.map((step) => [kindOf(step), []]))
  const unread = steps.map((step, number) => {
    const read = readBy(step)
    for (const part of read) readers[part]!.push(number)
    left.set(kindOf(step), (left.get(kindOf(step)) ?? 0) + 1)
    if (read.length === 0) ready.get(kindOf(step))!.push(number)
    return read.length
  })
  const order: number[] = []
  while (order.length < steps.length) {
    const [kind, together] = nextOf(ready, left)
    together.sort((one, other) => likeness(steps[one]!) - likeness(steps[other]!) || one - other)
    // It grows while it is gone through: what reads a step of its own kind alone can follow at once.
    for (const number of together) {
      order.push(number)
      for (const reader of readers[number]!) if (--unread[reader]! === 0) ready.get(kindOf(steps[reader]!))!.push(reader)
    }
    left.set(kind, left.get(kind)! - together.length)
    ready.set(kind, [])
  }
  return order
}

function nextOf(ready: ReadonlyMap<number, number[]>, left: ReadonlyMap<number, number>): readonly [number, number[]] {
  let best: readonly [number, number[]] = [-1, []]
  for (const [kind, steps] of ready) {
    if (steps.length > 0 && steps.length === left.get(kind)) return [kind, steps]
    if (steps.length > best[1].length) best = [kind, steps]
  }
  return best
}

/** As what kind the step is taken. */
function kindOf({ op }: Step): number {
  return mirrored[op] ?? op
}

/** Whether a comparison says that its left side is the larger one. */
function isReversed({ detail }: Step): boolean {
  return detail?.operator === 'atLeast' || detail?.operator === 'above'
}

function isFirst(steps: readonly Step[], at: number): boolean {
  const [before, step] = [steps[at - 1], steps[at]]
  return before === undefined || step === undefined || kindOf(before) !== kindOf(step)
}

/** Steps that read as many others, compare alike or look up the same size take the same turns of a loop one after the other. */
function likeness({ op, a = 0, c = 0, parts = [] }: Step): number {
  const own = op === Op.COMPARE || op === Op.MEMBER_COMPARE ? c : op === Op.TABLE ? a : parts.length
  return op * 100_000 + own
}

function readBy({ op, a = 0, b = 0, c = 0, parts = [] }: Step): readonly number[] {
  return [...parts, ...[a, b, c].slice(0, stepsRead[op] ?? 0).filter((step) => step >= 0)]
}

function renumber(step: Step, placeOf: Int32Array): Step {
  const { op, a = 0, b = 0, c = 0, parts } = step
  const read = stepsRead[op] ?? 0
  const place = (number: number) => (number < 0 ? number : placeOf[number]!)
  return {
    ...step,
    a: read > 0 ? place(a) : a,
    b: read > 1 ? place(b) : b,
    c: read > 2 ? place(c) : c,
    ...(parts === undefined ? {} : { parts: parts.map(place) }),
  }
}

/** Where each list begins once they are one, and where the last one ends. */
function firstOfEach(lists: readonly (readonly number[])[]): Int32Array {
  const first = new Int32Array(lists.length + 1)
  lists.forEach((list, index) => (first[index + 1] = first[index]! + list.length))
  return first
}
