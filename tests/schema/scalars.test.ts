import { GraphQLError } from 'graphql'
import { Day, IdempotencyKey, Instant, Line, Money, Note, UUID } from '../../schema/shared/scalars'

const refusal = (scalar: { parseValue(value: unknown): unknown }, value: unknown): string => {
  try {
    scalar.parseValue(value)
  } catch (error) {
    return (error as GraphQLError).message
  }
  return 'taken'
}

describe('the scalars', () => {
  it.each([
    ['a line', Line, 'x'.repeat(200), 'taken'],
    ['a line too long', Line, 'x'.repeat(201), 'expected text of at most 200 characters (it has 201)'],
    ['a line with a break', Line, 'first\nsecond', 'expected text on one line'],
    ['a note with a break', Note, 'first\nsecond', 'taken'],
    ['a note too long', Note, 'x'.repeat(4001), 'expected text of at most 4000 characters (it has 4001)'],
    ['U+0000', Note, 'a\u0000b', 'expected text without the character U+0000'],
    ['half a surrogate pair', Line, 'a\ud800', 'expected well-formed Unicode text (it holds half of a surrogate pair)'],
    ['a day', Day, '2024-02-29', 'taken'],
    ['a day that is none', Day, '2023-02-29', 'expected a day as YYYY-MM-DD between 1900-01-01 and 2100-12-31'],
    ['a day far off', Day, '20000-01-01', 'expected a day as YYYY-MM-DD between 1900-01-01 and 2100-12-31'],
    ['money', Money, '9999999999.99', 'taken'],
    ['an instant', Instant, '2026-11-23T15:04:05+01:00', 'taken'],
    ['a number for a text', Line, 7, 'expected text of at most 200 characters'],
    [
      'an id in capitals',
      UUID,
      '0190B0A4-7C1E-7D2A-9F10-3B5C8D2E4F61',
      'expected a UUID in lower case, such as 0190b0a4-7c1e-7d2a-9f10-3b5c8d2e4f61',
    ],
    ['a short key', IdempotencyKey, '1234567', 'expected 8 to 100 letters, digits or any of - _ . : that name this one change'],
  ])('say what they expect: %s', (_, scalar, value, answer) => {
    expect(refusal(scalar, value)).toBe(answer)
  })

  it('keep money in cents inside and show it with two places', () => {
    expect(Money.parseValue('1234.5')).toBe(123_450)
    expect(Money.serialize(123_450)).toBe('1234.50')
  })
})
