/** The ten programs that all peers have rules for, and the limits that the law sets them on the day: the same for all. */
import { figureOnDay } from '../../../subgraphs/programs/domain/eligibility/figure-on-day'
import type { CityRules } from '../../../subgraphs/programs/domain/eligibility/rule-book'
import { limitFor } from '../../../subgraphs/programs/domain/eligibility/take-quantities'

export const ten = [
  'fair-fares',
  'section-8',
  'scrie',
  'heap',
  'snap',
  'wic',
  'head-start',
  'idnyc',
  'commodity-supplemental-food',
  'housing-connect',
] as const
export type Ten = (typeof ten)[number]

/** Cents; of tables at the index of the size, and beyond the sizes that a source gives without end. */
export interface Limits {
  readonly fairFares: readonly number[]
  readonly section8: readonly number[]
  readonly heap: readonly number[]
  readonly snap130: readonly number[]
  readonly snap150: readonly number[]
  readonly snap200: readonly number[]
  readonly wic: readonly number[]
  readonly headStart: readonly number[]
  readonly csfp: readonly number[]
  readonly housingConnect: readonly number[]
  readonly scrie: number
  readonly section8Assets: number
  readonly housingConnectAssets: number
}

/** As many people as a household may have, and as many unborn. */
const largest = 60

/** Throws where a figure has no source on the day, or where the limit itself does not pass: the peers' rules are not written for that. */
export function limitsOn(asOf: string, { figures }: CityRules): Limits {
  const find = (id: string) => {
    if (figures[id]?.inclusive !== true) throw new Error(`${id}: expected a figure whose limit itself passes`)
    return figureOnDay(id, figures, asOf)
  }
  const table = (id: string): number[] => {
    const { table: found } = find(id)
    if (found === undefined) throw new Error(`${id}: has no table on ${asOf}`)
    return Array.from({ length: largest }, (_, size) => limitFor(size, found.sizes, found.perPerson) ?? Infinity)
  }
  const value = (id: string, size?: number): number => {
    const found = find(id)
    const limit = found.value ?? (size === undefined ? undefined : found.table?.sizes[size - 1])
    if (limit === undefined) throw new Error(`${id}: has no value on ${asOf}`)
    return limit
  }
  return {
    fairFares: table('fair-fares-limit'),
    section8: table('hud-nyc-very-low'),
    heap: table('heap-limit'),
    snap130: table('snap-limit-130'),
    snap150: table('snap-limit-150'),
    snap200: table('snap-limit-200'),
    wic: table('wic-limit'),
    headStart: table('head-start-limit'),
    csfp: table('commodity-supplemental-food-limit'),
    housingConnect: table('housing-connect-limit'),
    scrie: value('scrie-income-limit'),
    section8Assets: value('voucher-asset-limit'),
    housingConnectAssets: value('housing-connect-asset-limit', 4),
  }
}
