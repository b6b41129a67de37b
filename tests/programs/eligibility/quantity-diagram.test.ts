/** Quantities that hang on values against brute force: each is worked out for every household that a few variables of a few values allow. */
import * as fc from 'fast-check'
import { openDiagrams, type Diagrams } from '../../../subgraphs/programs/domain/eligibility/diagram'
import { zero, type Quantity } from '../../../subgraphs/programs/domain/eligibility/quantity-diagram'
import { always, never, TooManyNodes } from '../../../subgraphs/programs/domain/eligibility/truth'
import { at, build, everywhere, formulas, holdsAt, most, runs, variables, type Formula, type Values } from './formulas'

interface End {
  readonly low: number
  readonly high: number
  readonly sum: number
}

type Amount =
  | ({ readonly kind: 'end' } & End)
  | { readonly kind: 'branch'; readonly test: Formula; readonly one: Amount; readonly other: Amount }
  | { readonly kind: 'add'; readonly one: Amount; readonly other: Amount }
  | { readonly kind: 'twice'; readonly of: Amount }

const numbers = fc.integer({ min: 0, max: 3 })

const { amount: amounts } = fc.letrec<{ amount: Amount; end: Amount }>((tie) => ({
  end: fc
    .record({ low: numbers, more: fc.constantFrom(0, 0, 0, 1), sum: numbers })
    .map(({ low, more, sum }) => ({ kind: 'end' as const, low, high: low + more, sum })),
  amount: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('end'),
    fc.record({ kind: fc.constant('branch' as const), test: formulas, one: tie('amount'), other: tie('amount') }),
    fc.record({ kind: fc.constant('add' as const), one: tie('amount'), other: tie('amount') }),
    fc.record({ kind: fc.constant('twice' as const), of: tie('amount') }),
  ),
}))

const plus = (one: End, other: End): End => ({
  low: one.low + other.low,
  high: one.high + other.high,
  sum: one.sum + other.sum,
})

const twice = ({ low, high, sum }: End): End => ({ low: 2 * low, high: 2 * high, sum: 2 * sum })

/** What is put together from ends, in one store. */
function openMaker(diagrams: Diagrams) {
  const { quantities } = diagrams
  const way = quantities.reserve(1)
  const end = ({ low, high, sum }: End): Quantity => quantities.end(low, high, sum)
  const readEnd = (quantity: Quantity): End => ({
    low: quantities.lowOf(quantity),
    high: quantities.highOf(quantity),
    sum: quantities.sumOf(quantity),
  })
  const add = (one: Quantity, other: Quantity): Quantity =>
    quantities.joined(one, other, {
      way,
      isSum: true,
      ofEnds: (first, second) => end(plus(readEnd(first), readEnd(second))),
    })

  function make(amount: Amount): Quantity {
    switch (amount.kind) {
      case 'end':
        return end(amount)
      case 'branch':
        return quantities.branched(build(diagrams, amount.test), make(amount.one), make(amount.other))
      case 'add':
        return add(make(amount.one), make(amount.other))
      case 'twice':
        return quantities.mapped(make(amount.of), (of) => end(twice(readEnd(of))))
    }
  }

  /** What a quantity is at some values. */
  function read(quantity: Quantity, values: Values): End {
    if (quantities.isEnd(quantity)) return readEnd(quantity)
    const { variable, least, less, rest } = diagrams.questionOf(quantity)
    return read(values[variable]! >= least ? rest : less, values)
  }

  return { make, read, readEnd, add }
}

function endAt(amount: Amount, values: Values): End {
  switch (amount.kind) {
    case 'end':
      return { low: amount.low, high: amount.high, sum: amount.sum }
    case 'branch':
      return endAt(holdsAt(amount.test, values) ? amount.one : amount.other, values)
    case 'add':
      return plus(endAt(amount.one, values), endAt(amount.other, values))
    case 'twice':
      return twice(endAt(amount.of, values))
  }
}

function tableOf(amount: Amount): readonly End[] {
  return everywhere.map((values) => endAt(amount, values))
}

const inWords = ({ low, high, sum }: End): string => `${low} to ${high} and ${sum}`

describe('a quantity', () => {
  test('is everywhere what it was made of', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        const { make, read } = openMaker(openDiagrams(variables.length))
        const quantity = make(amount)
        expect(everywhere.map((values) => read(quantity, values))).toEqual(tableOf(amount))
      }),
      runs,
    )
  })

  test('is the same number as another exactly where the two are the same everywhere', () => {
    fc.assert(
      fc.property(amounts, amounts, (one, other) => {
        const { make } = openMaker(openDiagrams(variables.length))
        const isEqual = tableOf(one).map(inWords).join() === tableOf(other).map(inWords).join()
        expect(make(one) === make(other)).toBe(isEqual)
      }),
      runs,
    )
  })

  test('comes to as many ends as there are different numbers that it may be', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        const diagrams = openDiagrams(variables.length)
        const { make } = openMaker(diagrams)
        expect(diagrams.quantities.ends(make(amount))).toBe(new Set(tableOf(amount).map(inWords)).size)
      }),
      runs,
    )
  })

  test('is left as it is by nothing that is added', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        const { make, add } = openMaker(openDiagrams(variables.length))
        const quantity = make(amount)
        expect([add(quantity, zero), add(zero, quantity)]).toEqual([quantity, quantity])
      }),
      runs,
    )
  })

  test('is joined with another to a truth that may ask for what both asked already, and for what comes before', () => {
    const asked = fc.record({ variable: fc.constantFrom(...variables), least: fc.integer({ min: 1, max: most }) })
    fc.assert(
      fc.property(amounts, amounts, asked, (one, other, { variable, least }) => {
        const diagrams = openDiagrams(variables.length)
        const { make, readEnd } = openMaker(diagrams)
        const isLess = (first: End, second: End) => first.low < second.low
        const truth = diagrams.quantities.joined(make(one), make(other), {
          way: diagrams.quantities.reserve(1),
          ofEnds: (first, second) => (isLess(readEnd(first), readEnd(second)) ? diagrams.isAtLeast(variable, least) : always),
        })
        expect(everywhere.map((values) => at(diagrams, truth, values) === always)).toEqual(
          everywhere.map((values) => !isLess(endAt(one, values), endAt(other, values)) || values[variable]! >= least),
        )
      }),
      runs,
    )
  })

  test('is joined in each way for itself', () => {
    const diagrams = openDiagrams(2)
    const { quantities } = diagrams
    const [one, other] = [0, 1].map((variable) =>
      quantities.branched(diagrams.isAtLeast(variable, 1), quantities.end(1, 1, 0), zero),
    ) as [Quantity, Quantity]
    const firstWay = quantities.reserve(2)
    const least = (ofEither: number) => (first: Quantity, second: Quantity) =>
      quantities.lowOf(first) + quantities.lowOf(second) >= ofEither ? always : never
    const [both, either] = [2, 1].map((ofEither, index) =>
      quantities.joined(one, other, { way: firstWay + index, ofEnds: least(ofEither) }),
    )
    expect(both).toBe(diagrams.both(diagrams.isAtLeast(0, 1), diagrams.isAtLeast(1, 1)))
    expect(either).toBe(diagrams.either(diagrams.isAtLeast(0, 1), diagrams.isAtLeast(1, 1)))
    expect(quantities.reserve(1)).toBe(firstWay + 2)
  })

  test('is right wherever the making of another was stopped, and once all was forgotten', () => {
    fc.assert(
      fc.property(amounts, amounts, fc.nat(12), (one, other, nodes) => {
        const diagrams = openDiagrams(variables.length)
        const { make, read } = openMaker(diagrams)
        const quantity = make(one)
        diagrams.allow(nodes)
        try {
          make(other)
        } catch (error) {
          expect(error).toBeInstanceOf(TooManyNodes)
        }
        diagrams.allow(1 << 14)
        const says = (made: Quantity) => everywhere.map((values) => read(made, values))
        expect(says(quantity)).toEqual(tableOf(one))
        expect(make(one)).toBe(quantity)
        expect(says(make(other))).toEqual(tableOf(other))
        diagrams.clear()
        expect(diagrams.quantities.end(0, 0, 0)).toBe(zero)
        expect(says(make(other))).toEqual(tableOf(other))
      }),
      runs,
    )
  })
})
