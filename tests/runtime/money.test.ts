import fc from 'fast-check'
import { centsOf, moneyText } from '../../runtime/money'

describe('money', () => {
  it.each([
    ['0', 0],
    ['0.00', 0],
    ['0.05', 5],
    ['0.5', 50],
    ['1234.50', 123_450],
    ['9999999999.99', 999_999_999_999],
  ])('%s is %d cents', (text, cents) => {
    expect(centsOf(text)).toBe(cents)
  })

  it.each([
    '-1',
    '-0.01',
    '+1',
    '10000000000',
    '1e5',
    '0x10',
    '01',
    '.5',
    '5.',
    '1.005',
    '1,000',
    '$5',
    'NaN',
    'Infinity',
    '1_0',
    ' 1',
    '1\n',
    '',
  ])('%j is no amount', (text) => {
    expect(centsOf(text)).toBeUndefined()
  })

  it('comes back from its text to the cent', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (cents) => centsOf(moneyText(cents)) === cents))
  })

  it('has two places and no more', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (cents) => /^\d+\.\d\d$/.test(moneyText(cents))))
  })

  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [100, '1.00'],
    [-5, '-0.05'],
    [-123_450, '-1234.50'],
  ])('of %d cents is written %s', (cents, text) => {
    expect(moneyText(cents)).toBe(text)
  })
})
