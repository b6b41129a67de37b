import { conjoin, disjoin, negate, tally, type Truth } from '../../../subgraphs/programs/domain/eligibility/truth'

const T: Truth = 'TRUE'
const F: Truth = 'FALSE'
const U: Truth = 'UNKNOWN'

describe('strong Kleene logic', () => {
  test.each([
    [T, T, T, T],
    [T, F, F, T],
    [T, U, U, T],
    [F, T, F, T],
    [F, F, F, F],
    [F, U, F, U],
    [U, T, U, T],
    [U, F, F, U],
    [U, U, U, U],
  ])('%s and %s is %s, or is %s', (left, right, both, either) => {
    expect(conjoin([left, right])).toBe(both)
    expect(disjoin([left, right])).toBe(either)
  })

  test('not turns true and false round and leaves unknown', () => {
    expect([T, F, U].map(negate)).toEqual([F, T, U])
  })

  test('all of nothing is true, any of nothing is false', () => {
    expect(conjoin([])).toBe(T)
    expect(disjoin([])).toBe(F)
  })

  test.each([
    [2, [T, T, U], T],
    [2, [T, U, F], U],
    [2, [T, F, F], F],
    [2, [U, U, F], U],
    [2, [F, F, U], F],
    [1, [U, T, F], T],
  ])('at least %i of %j is %s', (least, truths, expected) => {
    expect(tally(least, truths)).toBe(expected)
  })
})
