/** Random figures, always under the same names: limits in whole steps, ages and days small and few. */
import * as fc from 'fast-check'
import type {
  Figure,
  FigureRow,
  FigureTable,
  GuidelineRow,
  SizeTable,
} from '../../../../subgraphs/programs/domain/eligibility/figure'
import { step } from './amounts'

const citation = { law: 'The law of Springfield.' }
export const days = ['2025-06-01', '2026-06-01'] as const

const steps = fc.integer({ min: 1, max: 3 })
const sizes = (unit: number): fc.Arbitrary<SizeTable> =>
  fc
    .tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 0, max: 1 }), fc.constantFrom(0, 1, undefined))
    .map(([first, rise, perPerson]) => ({
      sizes: [first * unit, (first + rise) * unit],
      ...(perPerson === undefined ? {} : { perPerson: perPerson * unit }),
    }))

/** One row for both days, or another from the second one on; sometimes without a source on one of them. */
function dated<Content extends object>(content: fc.Arbitrary<Content>): fc.Arbitrary<readonly FigureRow[]> {
  const unsourced = fc.constant({ unsourced: 'Nobody knows.' })
  const one = fc.oneof({ weight: 9, arbitrary: content }, { weight: 1, arbitrary: unsourced })
  const first = { from: '2020-01-01', to: '2025-12-31', citation }
  const always = content.map((row) => [{ from: '2020-01-01', citation, ...row }])
  const changing = fc.tuple(one, one).map(([old, now]) => [
    { ...first, ...old },
    { from: '2026-01-01', citation, ...now },
  ])
  return fc.oneof({ weight: 3, arbitrary: always }, { weight: 1, arbitrary: changing }) as unknown as fc.Arbitrary<
    readonly FigureRow[]
  >
}

function figure(
  shape: Pick<Figure, 'id' | 'unit' | 'per'>,
  values: fc.Arbitrary<readonly FigureRow[] | readonly GuidelineRow[]>,
): fc.Arbitrary<Figure> {
  const text = { en: `The figure ${shape.id}.` }
  return fc.record({ values, inclusive: fc.boolean() }).map((rest) => ({ ...shape, text, ...rest }))
}

const money = { unit: 'MONEY' } as const
const guideline = fc.tuple(sizes(step), sizes(step)).map(([old, now]) => [
  { year: 2025, citation, ...old },
  { year: 2026, citation, ...now },
])
const percent = fc
  .constantFrom('01-01', '07-01')
  .map((guidelineSwitch) => [
    { from: '2020-01-01', citation, percent: 100, of: 'guideline', guidelineSwitch, round: 'up' as const },
  ])

/** `owned` is a sum of money, `table`, `monthly-table` and `percent` go by household size, `gone` has no source on any day. */
export const figures: fc.Arbitrary<FigureTable> = fc.record({
  yearly: figure({ id: 'yearly', ...money, per: 'YEAR' }, dated(steps.map((many) => ({ value: many * step })))),
  monthly: figure({ id: 'monthly', ...money, per: 'MONTH' }, dated(steps.map((many) => ({ value: (many * step) / 12 })))),
  table: figure({ id: 'table', ...money, per: 'YEAR' }, dated(sizes(step))),
  'monthly-table': figure({ id: 'monthly-table', ...money, per: 'MONTH' }, dated(sizes(step / 12))),
  guideline: figure({ id: 'guideline', ...money, per: 'YEAR' }, guideline),
  percent: figure({ id: 'percent', ...money, per: 'YEAR' }, percent),
  owned: figure({ id: 'owned', ...money }, dated(fc.constantFrom(1_000_00, 2_000_00).map((value) => ({ value })))),
  years: figure({ id: 'years', unit: 'YEARS' }, dated(fc.constantFrom(18, 65).map((value) => ({ value })))),
  stay: figure({ id: 'stay', unit: 'DAYS' }, dated(fc.constantFrom(30, 90).map((value) => ({ value })))),
  gone: figure(
    { id: 'gone', ...money, per: 'YEAR' },
    fc.constant([{ from: '2020-01-01', citation, unsourced: 'Nobody knows.' }]),
  ),
})
