import { readCity } from '../../../runtime/city/read-city'
import { figureOnDay } from '../../../subgraphs/programs/domain/eligibility/figure-on-day'
import { loadRules } from '../../../subgraphs/programs/load-rules'
import { citiesRoot } from './cities'

const nyc = loadRules(readCity(citiesRoot, 'nyc')).figures
const charlotte = loadRules(readCity(citiesRoot, 'charlotte')).figures

/** Dollars, by household size from one. */
function dollars(figures: typeof nyc, id: string, day: string, times = 1): number[] {
  return (figureOnDay(id, figures, day).table?.sizes ?? []).map((cents) => cents / 100 / times)
}

describe('limits computed from the law equal the tables that the agencies publish', () => {
  test.each([
    ['ny-medicaid-pregnant-infant', '2026-06-01', [35591, 48258, 60924, 73590, 86257, 98923, 111590, 124256, 136922]],
    ['ny-medicaid-pregnant-infant', '2024-06-01', [33584, 45582, 57579, 69576, 81574, 93571, 105569, 117566]],
    ['ny-medicaid-young-adult', '2026-06-01', [24738, 33542, 42346, 51150, 59954, 68758, 77562, 86366]],
    ['ny-medicaid-child', '2026-06-01', [24579, 33326, 42073, 50820, 59568, 68315, 77062, 85809]],
    ['ny-medicaid-child', '2024-06-01', [23193, 31478, 39763, 48048, 56334, 64619, 72904, 81189]],
    ['ny-medicaid-adult', '2026-06-01', [22025, 29864, 37702, 45540, 53379, 61217, 69056, 76894]],
    ['essential-plan-limit', '2026-05-20', [39125, 52875, 66625]],
    ['essential-plan-limit', '2026-07-01', [31920, 43280, 54640, 66000, 77360, 88720, 100080, 111440]],
    ['right-to-counsel-limit', '2023-06-01', [29160, 39440, 49720, 60000, 70280, 80560, 90840, 101120, 111400]],
    ['right-to-counsel-limit', '2026-06-01', [31920, 43280, 54640, 66000]],
  ])('New York, %s on %s', (id, day, expected) => {
    expect(dollars(nyc, id, day).slice(0, expected.length)).toEqual(expected)
  })

  test.each([
    ['2025-01-15', [3322, 4345, 5367, 6390]],
    ['2026-02-01', [3473, 4542, 5611, 6680, 7749, 8818, 9018, 9218]],
    ['2026-11-01', [3563, 4659, 5756, 6852]],
  ])('New York, HEAP a month on %s', (day, expected) => {
    expect(dollars(nyc, 'heap-limit', day, 12).slice(0, expected.length)).toEqual(expected)
  })

  test.each([
    ['legal-aid-limit', [19950, 27050, 34150, 41250]],
    ['lieap-limit', [20748, 28132, 35516, 42900]],
    ['nc-medicaid-adult', [22025, 29864, 37702, 45540]],
  ])('Charlotte, %s in 2026', (id, expected) => {
    expect(dollars(charlotte, id, '2026-06-01').slice(0, 4)).toEqual(expected)
  })
})
