/** Decision diagrams against brute force: every household is tried that a few variables of a few values allow. */
import * as fc from 'fast-check'
import { openDiagrams, type Diagrams } from '../../../subgraphs/programs/domain/eligibility/diagram'
import { always, never, TooManyNodes, type Truth } from '../../../subgraphs/programs/domain/eligibility/truth'
import { at, build, everywhere, formulas, holdsAt, most, runs, tableOf, variables, type Formula, type Values } from './formulas'

function supportOf(diagrams: Diagrams, truths: readonly Truth[]): readonly number[] {
  const into = new Int32Array(variables.length)
  return [...into.subarray(0, diagrams.support(truths, into))]
}

/** Whether two of the values differ in this variable alone, and in what the formula says. */
function hangsOn(formula: Formula, variable: number, among: readonly Values[] = everywhere): boolean {
  return among.some((values) => {
    const less = values.with(variable, values[variable]! - 1)
    return values[variable]! > 0 && holdsAt(formula, values) !== holdsAt(formula, less)
  })
}

/** The values in groups that differ in this variable and in those after it alone. */
function givenBefore(variable: number): readonly (readonly Values[])[] {
  const groups = new Map<string, Values[]>()
  for (const values of everywhere) {
    const before = values.slice(0, variable).join()
    const group = groups.get(before)
    if (group === undefined) groups.set(before, [values])
    else group.push(values)
  }
  return [...groups.values()]
}

describe('a truth', () => {
  test('says everywhere what it was made of', () => {
    fc.assert(
      fc.property(formulas, (formula) => {
        const diagrams = openDiagrams(variables.length)
        const truth = build(diagrams, formula)
        expect(everywhere.map((values) => at(diagrams, truth, values) === always)).toEqual(tableOf(formula))
      }),
      runs,
    )
  })

  test('is the same number as another exactly where the two agree everywhere', () => {
    fc.assert(
      fc.property(formulas, formulas, (one, other) => {
        const diagrams = openDiagrams(variables.length)
        const isEqual = tableOf(one).join() === tableOf(other).join()
        expect(build(diagrams, one) === build(diagrams, other)).toBe(isEqual)
      }),
      runs,
    )
  })

  test('is the same number once it is put together anew from all the places where it holds', () => {
    fc.assert(
      fc.property(formulas, fc.boolean(), (formula, isReversed) => {
        const diagrams = openDiagrams(variables.length)
        const exactly = (variable: number, value: number) =>
          diagrams.both(diagrams.isAtLeast(variable, value), diagrams.isAtLeast(variable, value + 1) ^ 1)
        const places = everywhere.filter((values) => holdsAt(formula, values))
        const truths = (isReversed ? places.toReversed() : places).map((values) =>
          values.map((value, variable) => exactly(variable, value)).reduce(diagrams.both, always),
        )
        // Below 0 and above the highest value there is nothing.
        const within = variables
          .map((variable) => diagrams.both(diagrams.isAtLeast(variable, 0), diagrams.isAtLeast(variable, most + 1) ^ 1))
          .reduce(diagrams.both, always)
        expect(truths.reduce(diagrams.either, never)).toBe(diagrams.both(within, build(diagrams, formula)))
      }),
      { ...runs, numRuns: 300 },
    )
  })

  test('and its opposite are one node', () => {
    fc.assert(
      fc.property(formulas, (formula) => {
        const diagrams = openDiagrams(variables.length)
        const truth = build(diagrams, formula)
        const size = diagrams.size()
        expect(build(diagrams, { kind: 'not', of: formula })).toBe(truth ^ 1)
        expect([diagrams.size(), diagrams.both(truth, truth ^ 1), diagrams.either(truth, truth ^ 1)]).toEqual([
          size,
          never,
          always,
        ])
      }),
      runs,
    )
  })

  test('hangs on the variables of its support and on no other', () => {
    fc.assert(
      fc.property(formulas, formulas, (one, other) => {
        const diagrams = openDiagrams(variables.length)
        const [first, second] = [build(diagrams, one), build(diagrams, other)]
        const ofOne = variables.filter((variable) => hangsOn(one, variable))
        const ofBoth = variables.filter((variable) => hangsOn(one, variable) || hangsOn(other, variable))
        expect([...supportOf(diagrams, [first])].sort()).toEqual(ofOne)
        expect([...supportOf(diagrams, [first, second])].sort()).toEqual(ofBoth)
      }),
      runs,
    )
  })

  test('has a way on which it holds with another exactly where they agree somewhere, and that asks for what one of them hangs on', () => {
    fc.assert(
      fc.property(formulas, formulas, (one, other) => {
        const diagrams = openDiagrams(variables.length)
        const [first, second] = [build(diagrams, one), build(diagrams, other)]
        const into = new Int32Array(variables.length * most)
        const asked = diagrams.wayTo(first, second, into)
        expect(asked >= 0).toBe(everywhere.some((values) => holdsAt(one, values) && holdsAt(other, values)))
        const onTheWay = [...into.subarray(0, Math.max(0, asked))]
        expect(supportOf(diagrams, [first, second])).toEqual(expect.arrayContaining(onTheWay))
      }),
      runs,
    )
  })

  test('is not looked at for ever for a way on which it holds with another', () => {
    const diagrams = openDiagrams(40)
    const isAnyOf = (from: number) =>
      Array.from({ length: 20 }, (_, index) => diagrams.isAtLeast(from + index, 1)).reduce(diagrams.either, never)
    const parity = (from: number) =>
      Array.from({ length: 20 }, (_, index) => diagrams.isAtLeast(from + index, 1)).reduce(
        (odd, one) => diagrams.choose(one, odd ^ 1, odd),
        never,
      )
    // That an odd number of the first and an even number of them hold, only a look at all of them refutes.
    const into = new Int32Array(80)
    expect(diagrams.wayTo(isAnyOf(0), isAnyOf(20), into)).toBeGreaterThan(0)
    const [odd, even] = [diagrams.both(parity(0), isAnyOf(20)), diagrams.both(parity(0) ^ 1, isAnyOf(20))]
    expect([diagrams.both(odd, even), diagrams.wayTo(odd, even, into)]).toEqual([never, -1])
  })

  test('asks first for something that it turns at, and hangs on the truths to either side of it', () => {
    fc.assert(
      fc.property(formulas, (formula) => {
        const diagrams = openDiagrams(variables.length)
        const truth = build(diagrams, formula)
        fc.pre(truth > always)
        const { variable, least, less, rest } = diagrams.questionOf(truth)
        expect(variable).toBe(Math.min(...supportOf(diagrams, [truth])))
        expect(everywhere.some((values) => values[variable] === least && hangsOn(formula, variable, [values]))).toBe(true)
        expect(diagrams.choose(diagrams.isAtLeast(variable, least), rest, less)).toBe(truth)
      }),
      runs,
    )
  })

  test('is what is left of it once some questions are answered', () => {
    fc.assert(
      fc.property(formulas, fc.array(fc.option(fc.nat(most)), { minLength: 4, maxLength: 4 }), (formula, given) => {
        const diagrams = openDiagrams(variables.length)
        const left = diagrams.decided(build(diagrams, formula), (variable, least) => {
          const value = given[variable]
          return typeof value === 'number' ? value >= least : undefined
        })
        const withGiven = (values: Values) => values.map((value, variable) => given[variable] ?? value)
        expect(everywhere.map((values) => at(diagrams, left, values) === always)).toEqual(
          everywhere.map((values) => holdsAt(formula, withGiven(values))),
        )
        expect(supportOf(diagrams, [left]).filter((variable) => typeof given[variable] === 'number')).toEqual([])
      }),
      runs,
    )
  })

  test('asks for one variable after another where, with all before it given, it hangs on both', () => {
    const pairs = variables.flatMap((before) => variables.map((after) => [before, after] as const))
    fc.assert(
      fc.property(formulas, fc.constantFrom(...variables), fc.constantFrom(...pairs), (formula, from, [before, after]) => {
        const diagrams = openDiagrams(variables.length)
        const truth = build(diagrams, formula)
        const found = diagrams.isAskedAfter(truth, from, (one, other) => one === before && other === after)
        const isBoth = givenBefore(before).some((group) => hangsOn(formula, before, group) && hangsOn(formula, after, group))
        expect(found).toBe(before >= from && before < after && isBoth)
      }),
      runs,
    )
  })
})

describe('questions about one variable', () => {
  const diagrams = openDiagrams(1)
  const isFrom = (least: number) => diagrams.isAtLeast(0, least)

  test.each([
    ['the higher limit holds only where the lower one does', diagrams.both(isFrom(62), isFrom(18)), isFrom(62)],
    ['one of two limits holds where the lower one does', diagrams.either(isFrom(62), isFrom(18)), isFrom(18)],
    ['below the lower and from the higher one is nowhere', diagrams.both(isFrom(18) ^ 1, isFrom(62)), never],
    ['below the higher or from the lower one is everywhere', diagrams.either(isFrom(62) ^ 1, isFrom(18)), always],
    ['limits may lie between whole numbers', diagrams.both(isFrom(0.5), isFrom(0.25)), isFrom(0.5)],
    ['limits may be below nothing', diagrams.both(isFrom(-2), isFrom(-1)), isFrom(-1)],
    ['limits may be larger than 32 bits', diagrams.both(isFrom(2 ** 40 + 1), isFrom(2 ** 40)), isFrom(2 ** 40 + 1)],
    ['codes of which none passes', diagrams.passes(0, { turns: [], last: false }), never],
    ['codes of which all pass', diagrams.passes(0, { turns: [], last: true }), always],
    ['codes that pass up to a turn', diagrams.passes(0, { turns: [3], last: false }), isFrom(3) ^ 1],
    ['codes between two turns', diagrams.passes(0, { turns: [5, 3], last: false }), diagrams.both(isFrom(3), isFrom(5) ^ 1)],
  ])('%s', (_, found, expected) => {
    expect(found).toBe(expected)
  })
})

describe('a store of truths', () => {
  /** Every pair of limits of two variables, as many nodes as that takes. */
  const allPairs = (diagrams: Diagrams, limits: number) =>
    Array.from({ length: limits }, (_, one) =>
      Array.from({ length: limits }, (__, other) =>
        diagrams.both(diagrams.isAtLeast(0, one + 1), diagrams.isAtLeast(1, other + 1)),
      ),
    )

  test('leaves what was there before the same number and right, however much is made', () => {
    const diagrams = openDiagrams(2)
    const pairs = allPairs(diagrams, 150)
    expect(diagrams.size()).toBeGreaterThan(1 << 14)
    expect(allPairs(diagrams, 150)).toEqual(pairs)
    for (const [one, other] of [[0, 0] as const, [149, 149] as const, [3, 140] as const])
      expect([
        at(diagrams, pairs[one]![other]!, [one + 1, other + 1]),
        at(diagrams, pairs[one]![other]!, [one, other + 1]),
        at(diagrams, pairs[one]![other]!, [one + 1, other]),
      ]).toEqual([always, never, never])
  })

  test('has room for more than a hundred thousand nodes, and refuses what is too much', () => {
    const diagrams = openDiagrams(2)
    expect(() => allPairs(diagrams, 400)).toThrow(TooManyNodes)
    expect(diagrams.size()).toBeGreaterThan(100_000)
    expect(at(diagrams, diagrams.both(diagrams.isAtLeast(0, 1), diagrams.isAtLeast(1, 1)), [1, 1])).toBe(always)
    diagrams.clear()
    expect(allPairs(diagrams, 10)).toHaveLength(10)
  })

  test('makes so many nodes as are allowed and not one more', () => {
    const diagrams = openDiagrams(2)
    const size = diagrams.size()
    diagrams.allow(3)
    const made = [1, 2, 3].map((least) => diagrams.isAtLeast(0, least))
    expect(() => diagrams.isAtLeast(0, 4)).toThrow(TooManyNodes)
    expect([diagrams.isAtLeast(0, 1), diagrams.size()]).toEqual([made[0], size + 3])
    diagrams.allow(1)
    expect(at(diagrams, diagrams.isAtLeast(0, 4), [4])).toBe(always)
    expect(() => diagrams.isAtLeast(0, 5)).toThrow(TooManyNodes)
  })

  test('is right about all it has and all that is made afterwards, wherever it was stopped', () => {
    fc.assert(
      fc.property(formulas, formulas, fc.nat(12), (one, other, nodes) => {
        const diagrams = openDiagrams(variables.length)
        const truth = build(diagrams, one)
        diagrams.allow(nodes)
        try {
          build(diagrams, other)
        } catch (error) {
          expect(error).toBeInstanceOf(TooManyNodes)
        }
        diagrams.allow(1 << 14)
        const says = (made: Truth) => everywhere.map((values) => at(diagrams, made, values) === always)
        expect(says(truth)).toEqual(tableOf(one))
        expect(build(diagrams, one)).toBe(truth)
        expect(says(build(diagrams, other))).toEqual(tableOf(other))
      }),
      runs,
    )
  })

  test('knows nothing of what was before once all is forgotten, and is older by one', () => {
    fc.assert(
      fc.property(formulas, formulas, (one, other) => {
        const diagrams = openDiagrams(variables.length)
        build(diagrams, one)
        const age = diagrams.age()
        diagrams.clear()
        expect([diagrams.size(), diagrams.age()]).toEqual([openDiagrams(variables.length).size(), age + 1])
        const truth = build(diagrams, other)
        expect(truth).toBe(build(openDiagrams(variables.length), other))
        expect(everywhere.map((values) => at(diagrams, truth, values) === always)).toEqual(tableOf(other))
      }),
      runs,
    )
  })
})
