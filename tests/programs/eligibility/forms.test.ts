/** Sums of what is not known, against the same sums as a table of how often each type of each fact is counted. */
import * as fc from 'fast-check'
import { incomes } from '../../../subgraphs/programs/domain/eligibility/facts-by-number'
import { nothing, openForms, type Form, type Forms } from '../../../subgraphs/programs/domain/eligibility/forms'
import { ofMember } from '../../../subgraphs/programs/domain/eligibility/open-facts'

/** The same cases on every machine. */
const runs = { numRuns: 2000, seed: 20_261_124 }

/** Types that are always counted together; the last is the one that the catalogue does not know. */
const groups = [0b0011, 0b0100, 1 << 31] as const
const all = groups.reduce((types, group) => types | group, 0)
const [rent, assets] = [3, 5]
const lists = [ofMember(incomes, 0), ofMember(incomes, 1)] as const

const open = () => openForms(() => groups)

type Sum =
  | { readonly kind: 'number'; readonly fact: number }
  | { readonly kind: 'list'; readonly fact: number; readonly types: number }
  | { readonly kind: 'plus'; readonly one: Sum; readonly other: Sum }
  | { readonly kind: 'times'; readonly of: Sum; readonly factor: number }

const factors = fc.integer({ min: -3, max: 3 })

const { sum: sums } = fc.letrec<{ sum: Sum; leaf: Sum }>((tie) => ({
  leaf: fc.oneof(
    fc.record({ kind: fc.constant('number' as const), fact: fc.constantFrom(rent, assets) }),
    fc.record({
      kind: fc.constant('list' as const),
      fact: fc.constantFrom(...lists),
      types: fc.subarray([...groups], { minLength: 1 }).map((some) => some.reduce<number>((types, group) => types | group, 0)),
    }),
  ),
  sum: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.record({ kind: fc.constant('plus' as const), one: tie('sum'), other: tie('sum') }),
    fc.record({ kind: fc.constant('times' as const), of: tie('sum'), factor: factors }),
  ),
}))

function build(forms: Forms, sum: Sum): Form {
  switch (sum.kind) {
    case 'number':
      return forms.of(sum.fact, 0)
    case 'list':
      return forms.of(sum.fact, sum.types)
    case 'plus':
      return forms.plus(build(forms, sum.one), build(forms, sum.other))
    case 'times':
      return forms.times(build(forms, sum.of), sum.factor)
  }
}

/** How often each fact is counted, or of a list of amounts each type; what is not counted is left out. */
function countsOf(sum: Sum, factor = 1, counts = new Map<string, number>()): ReadonlyMap<string, number> {
  const count = (key: string) => counts.set(key, (counts.get(key) ?? 0) + factor)
  switch (sum.kind) {
    case 'number':
      count(`${sum.fact}`)
      break
    case 'list':
      for (const type of typesIn(sum.types)) count(`${sum.fact} ${type}`)
      break
    case 'plus':
      countsOf(sum.one, factor, counts)
      countsOf(sum.other, factor, counts)
      break
    case 'times':
      countsOf(sum.of, factor * sum.factor, counts)
  }
  return new Map([...counts].filter(([, times]) => times !== 0).sort(([one], [other]) => (one < other ? -1 : 1)))
}

function greatestInBoth(one: number, other: number): number {
  return other === 0 ? Math.abs(one) : greatestInBoth(other, one % other)
}

function typesIn(types: number): readonly number[] {
  return Array.from({ length: 32 }, (_, type) => type).filter((type) => (types >>> type) & 1)
}

function termsAsCounts(forms: Forms, form: Form): ReadonlyMap<string, number> {
  const counts = forms
    .termsOf(form)
    .flatMap(({ fact, types, times }): [string, number][] =>
      types === 0 ? [[`${fact}`, times]] : typesIn(types).map((type) => [`${fact} ${type}`, times]),
    )
  return new Map(counts.sort(([one], [other]) => (one < other ? -1 : 1)))
}

describe('a sum of what is not known', () => {
  test('counts each type of each fact as often as what it was made of', () => {
    fc.assert(
      fc.property(sums, (sum) => {
        const forms = open()
        expect(termsAsCounts(forms, build(forms, sum))).toEqual(countsOf(sum))
      }),
      runs,
    )
  })

  test('has the number of another exactly where the two count alike', () => {
    fc.assert(
      fc.property(sums, sums, (one, other) => {
        const forms = open()
        const isEqual = JSON.stringify([...countsOf(one)]) === JSON.stringify([...countsOf(other)])
        expect(build(forms, one) === build(forms, other)).toBe(isEqual)
      }),
      runs,
    )
  })

  // forms.ts: `of` keeps the types in the order of `apart`, `plus` sorts them, so that one sum may have two numbers.
  test('has the number of the same sum put together type by type', () => {
    fc.assert(
      fc.property(sums, (sum) => {
        const forms = open()
        const form = build(forms, sum)
        const pieces = forms.termsOf(form).map(({ fact, types, times }) => forms.times(forms.of(fact, types), times))
        expect(pieces.reduce(forms.plus, nothing)).toBe(form)
      }),
      runs,
    )
  })

  test('does not hang on the order in which it is added up', () => {
    fc.assert(
      fc.property(sums, sums, sums, factors, (first, second, third, factor) => {
        const forms = open()
        const { plus, times } = forms
        const [one, two, three] = [build(forms, first), build(forms, second), build(forms, third)]
        expect(plus(one, two)).toBe(plus(two, one))
        expect(plus(plus(one, two), three)).toBe(plus(one, plus(two, three)))
        expect(plus(one, nothing)).toBe(one)
        expect(times(plus(one, two), factor)).toBe(plus(times(one, factor), times(two, factor)))
        expect(plus(one, times(one, -1))).toBe(nothing)
      }),
      runs,
    )
  })

  test('names each fact once, with all of its types that are counted', () => {
    fc.assert(
      fc.property(sums, (sum) => {
        const forms = open()
        const { facts, types } = forms.amountsOf(build(forms, sum))
        const counted = facts.flatMap((fact, index) =>
          types[index] === 0 ? [`${fact}`] : typesIn(types[index]!).map((type) => `${fact} ${type}`),
        )
        expect(new Set(facts).size).toBe(facts.length)
        expect(counted.sort()).toEqual([...countsOf(sum).keys()])
      }),
      runs,
    )
  })

  test('is so many times its unit, of which every term is taken a whole number of times, and as few as can be', () => {
    fc.assert(
      fc.property(sums, factors, fc.integer({ min: 1, max: 6 }), (sum, factor, part) => {
        const forms = open()
        const form = forms.times(build(forms, sum), 1 / part)
        fc.pre(form !== nothing)
        const unit = forms.unitOf(form)
        const times = forms.termsOf(unit.form).map((term) => term.times)
        expect(times.every(Number.isInteger)).toBe(true)
        expect(times.reduce(greatestInBoth)).toBe(1)
        expect(times[0]).toBeGreaterThan(0)
        const taken = forms.termsOf(form).map((term) => ({ ...term, times: expect.closeTo(term.times, 9) as number }))
        expect(forms.termsOf(unit.form).map((term) => ({ ...term, times: term.times * unit.times }))).toEqual(taken)
        expect(unit.isAmount).toBe(times.every((one) => one > 0))
        expect(unit.isWhole).toBe(true)
        expect(forms.unitOf(unit.form)).toMatchObject({ form: unit.form, times: 1 })
        if (factor === 0) return
        const other = forms.unitOf(forms.times(form, factor))
        expect([other.form, other.times]).toEqual([unit.form, expect.closeTo(unit.times * factor, 9)])
      }),
      runs,
    )
  })

  test('of another fact counts that as it counted the one, and everything else as it did', () => {
    fc.assert(
      fc.property(sums, fc.constantFrom(rent, assets, ...lists), (sum, fact) => {
        const forms = open()
        const form = build(forms, sum)
        const counted = [...countsOf(sum)].map(([key, times]): [string, number] => {
          const [of, type] = key.split(' ')
          return [[of === `${fact}` ? 9000 : of, type].filter((part) => part !== undefined).join(' '), times]
        })
        const found = termsAsCounts(forms, forms.replaced(form, fact, 9000))
        expect(found).toEqual(new Map(counted.sort(([one], [other]) => (one < other ? -1 : 1))))
        expect(forms.replaced(forms.replaced(form, fact, 9000), 9000, fact)).toBe(form)
      }),
      runs,
    )
  })

  test('is the same after all was forgotten as when nothing was known', () => {
    fc.assert(
      fc.property(sums, sums, (one, other) => {
        const forms = open()
        const before = build(forms, one)
        if (before !== nothing) forms.unitOf(before)
        forms.amountsOf(before)
        forms.clear()
        expect(forms.size()).toBe(1)
        const form = build(forms, other)
        expect(form).toBe(build(open(), other))
        expect(termsAsCounts(forms, form)).toEqual(countsOf(other))
        expect(forms.amountsOf(form).facts.length).toBe(new Set([...countsOf(other).keys()].map((key) => key.split(' ')[0])).size)
      }),
      runs,
    )
  })
})

describe('what a sum counts of a list of amounts', () => {
  const [list, other] = lists
  const [wages, pension, unknown] = groups
  const forms = open()
  const { of, plus, times, termsOf } = forms
  const twice = (form: Form) => times(form, 2)

  test.each([
    ['all less each is nothing', plus(of(list, all), times(of(list, wages | pension | unknown), -1)), nothing],
    ['no type is nothing, however often', times(of(list, all), 0), nothing],
    ['some less one of them is the rest', plus(of(list, wages | pension), times(of(list, wages), -1)), of(list, pension)],
    ['halves of what is doubled are whole', times(twice(of(list, all)), 0.5), of(list, all)],
  ])('%s', (_, found, expected) => {
    expect(found).toBe(expected)
  })

  // The same as above: `of` does not sort.
  test('all but some types is all less those', () => {
    expect(plus(of(list, all), times(of(list, wages), -1))).toBe(of(list, pension | unknown))
  })

  test('types that are added one by one are all of them, and all of them twice are twice as much', () => {
    expect(plus(plus(of(list, unknown), of(list, wages)), of(list, pension))).toBe(of(list, all))
    expect(plus(of(list, all), of(list, all))).toBe(twice(of(list, all)))
  })

  test('the same types of another member are another sum', () => {
    expect(of(list, wages)).not.toBe(of(other, wages))
    expect(plus(of(list, wages), times(of(other, wages), -1))).not.toBe(nothing)
  })

  test('a type that is counted more often than the rest is a term of its own', () => {
    expect(termsOf(plus(of(list, wages | pension), of(list, pension)))).toEqual([
      { fact: list, types: wages, times: 1 },
      { fact: list, types: pension, times: 2 },
    ])
  })
})
