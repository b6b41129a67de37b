import { add, compare, enclose, exactly, scale, subtract } from '../../../subgraphs/programs/domain/eligibility/range'

const from = (low: number) => ({ low, high: Infinity })

describe('partly known numbers', () => {
  test.each([
    [exactly(5), 'atMost', exactly(5), 'TRUE'],
    [exactly(5), 'below', exactly(5), 'FALSE'],
    [exactly(5), 'atLeast', exactly(5), 'TRUE'],
    [exactly(5), 'above', exactly(5), 'FALSE'],
    [exactly(5), 'equals', exactly(5), 'TRUE'],
    [exactly(6), 'atMost', exactly(5), 'FALSE'],
    [from(6), 'atMost', exactly(5), 'FALSE'],
    [from(5), 'atMost', exactly(5), 'UNKNOWN'],
    [from(5), 'below', exactly(5), 'FALSE'],
    [exactly(5), 'atMost', from(5), 'TRUE'],
    [exactly(6), 'atMost', from(5), 'UNKNOWN'],
    [from(5), 'atLeast', exactly(5), 'TRUE'],
    [from(5), 'above', exactly(5), 'UNKNOWN'],
    [from(6), 'equals', exactly(5), 'FALSE'],
    [from(5), 'equals', exactly(5), 'UNKNOWN'],
    [from(0), 'atMost', from(0), 'UNKNOWN'],
  ] as const)('%j %s %j is %s', (left, operator, right, expected) => {
    expect(compare(left, operator, right)).toBe(expected)
  })

  test('sums, differences and shares carry both ends', () => {
    expect(add([exactly(2), from(3)])).toEqual({ low: 5, high: Infinity })
    expect(subtract(from(10), { low: 1, high: 4 })).toEqual({ low: 6, high: Infinity })
    expect(scale({ low: 3, high: 9 }, 2, 3)).toEqual({ low: 2, high: 6 })
    expect(enclose(exactly(7), from(3))).toEqual({ low: 3, high: Infinity })
  })
})
