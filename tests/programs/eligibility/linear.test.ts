/** Bounds on amounts, against the corners where as many of them as there are amounts are met. */
import * as fc from 'fast-check'
import { canAllHold, pointBeside, type Bound, type Point } from '../../../subgraphs/programs/domain/eligibility/linear'

/** The same cases on every machine. */
const runs = { numRuns: 3000, seed: 20_261_124 }

const bounds = (amounts: number, most = 5): fc.Arbitrary<readonly Bound[]> =>
  fc.array(
    fc.record({
      times: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: amounts, maxLength: amounts }),
      most: fc.integer({ min: -6, max: 6 }),
    }),
    { maxLength: most },
  )

function holdsAt({ times, most }: Bound, point: Point): boolean {
  return times.reduce((sum, one, amount) => sum + one * point[amount]!, 0) <= most + 1e-9
}

/** Two amounts can be as they should exactly where they can be at a corner: where two of the bounds, or of the axes, meet. */
function cornersOf(all: readonly Bound[]): readonly Point[] {
  const lines = [...all, { times: [1, 0], most: 0 }, { times: [0, 1], most: 0 }]
  return lines.flatMap((one, index) =>
    lines.slice(index + 1).flatMap((other) => {
      const [[a, b], [c, d]] = [one.times as [number, number], other.times as [number, number]]
      const size = a * d - b * c
      return size === 0 ? [] : [[(one.most * d - b * other.most) / size, (a * other.most - one.most * c) / size]]
    }),
  )
}

const isAmount = (value: number) => value >= -1e-9

describe('bounds on two amounts', () => {
  test('can hold together exactly where they do at some corner', () => {
    fc.assert(
      fc.property(bounds(2), (all) => {
        const isThere = cornersOf(all).some((point) => point.every(isAmount) && all.every((bound) => holdsAt(bound, point)))
        expect(canAllHold(all, 2)).toBe(isThere)
      }),
      runs,
    )
  })
})

describe('bounds on four amounts', () => {
  const points = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 4 })

  test('can hold together where they hold at a point', () => {
    fc.assert(
      fc.property(bounds(4), points, (all, point) => {
        const slack = all.map(({ times }) => ({ times, most: times.reduce((sum, one, amount) => sum + one * point[amount]!, 0) }))
        const found = canAllHold(slack, 4)
        expect(found).not.toBe(false)
        if (slack.length < 4) expect(found).toBe(true)
      }),
      runs,
    )
  })

  test('cannot where one is below nothing in amounts that are only added', () => {
    fc.assert(
      fc.property(bounds(4), fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }), (all, times) => {
        expect(canAllHold([...all, { times, most: -1 }], 4)).toBe(false)
      }),
      runs,
    )
  })

  test('hold at the point that is found beside another, which is whole and differs in one amount at most', () => {
    fc.assert(
      fc.property(bounds(4, 3), points, bounds(4, 1), (all, point, last) => {
        const before = all.filter((bound) => holdsAt(bound, point))
        fc.pre(last.length === 1)
        const found = pointBeside(point, [...before, ...last])
        if (found === undefined) return expect(holdsAt(last[0]!, point)).toBe(false)
        expect([...before, ...last].filter((bound) => !holdsAt(bound, found))).toEqual([])
        expect(found.every((value) => Number.isInteger(value) && value >= 0)).toBe(true)
        expect(found.filter((value, amount) => value !== point[amount]).length).toBeLessThanOrEqual(1)
      }),
      runs,
    )
  })
})
