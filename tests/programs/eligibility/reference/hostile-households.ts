/** Households with any fact of the catalogue, also values that make no sense; none of them may make the engine throw. */
import * as fc from 'fast-check'
import { Frequency, householdFacts, memberFacts, type FactDefinition, type HouseholdFacts } from '../../../../runtime/facts'
import { step } from './amounts'

const numbers = fc.constantFrom(
  0,
  1,
  17,
  18,
  65,
  step / 12,
  step,
  -1,
  0.5,
  NaN,
  Infinity,
  -Infinity,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_VALUE,
)
const words = fc.constantFrom(
  '',
  'RENTER',
  'HEAD',
  'CHILD',
  '36005',
  '__proto__',
  'constructor',
  'toString',
  '2004-02-29',
  '2026-02-30',
  '9999-99-99',
)
const amounts = fc.array(
  fc.record(
    {
      type: fc.constantFrom('WAGES', 'SSI', 'RENT', 'constructor'),
      frequency: fc.constantFrom(...Object.keys(Frequency.values), 'DAILY', '__proto__'),
      cents: numbers,
    },
    { requiredKeys: ['type', 'frequency'] },
  ),
  { maxLength: 3 },
)

function valueOf({ type }: FactDefinition): fc.Arbitrary<unknown> {
  if (typeof type === 'object') return fc.oneof(fc.constantFrom(...Object.keys(type.values)), words)
  if (type === 'boolean') return fc.boolean()
  if (type === 'integer' || type === 'money') return numbers
  return type === 'incomes' || type === 'expenses' ? amounts : words
}

function some(catalogue: Readonly<Record<string, FactDefinition>>): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const names = Object.keys(catalogue)
  const values = Object.fromEntries(Object.entries(catalogue).map(([name, definition]) => [name, valueOf(definition)]))
  const withheld = fc.subarray(names, { maxLength: 4 })
  return fc.record({ ...values, withheld }, { requiredKeys: [] })
}

const members = fc.array(fc.tuple(some(memberFacts), fc.constantFrom('a', 'b', '', '__proto__', 'constructor')), { maxLength: 5 })

export const hostileHouseholds = fc.tuple(some(householdFacts), members).map(([own, list]) => ({
  ...own,
  members: list.map(([facts, id]) => ({ ...facts, id })),
})) as unknown as fc.Arbitrary<HouseholdFacts>
