import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../../runtime/root'
import type { Latency } from './explaining'
import { peerVersions } from './peers/install'
import { median, type Plan, type Rate } from './rounds'

/** What the bench found. */
export interface Findings {
  readonly plan: Plan
  readonly programs: number
  readonly screening: readonly Rate[]
  /** The part of the open answers on partly unknown households that may name too many facts. */
  readonly marked: number
  readonly latencies: readonly Latency[]
  /** Why the peers did not run, where they did not. */
  readonly contest: { readonly rates: readonly Rate[]; readonly agreeing: number } | { readonly reason: string }
}

/** A figure and what it has to be at least, or at most. */
export interface Bound {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly limit: number
  readonly kind: 'at least' | 'at most'
  readonly holds: boolean
  /** An aim is told, and nothing fails by it. */
  readonly isAim: boolean
}

export function boundsOf({ screening, latencies, contest }: Findings): readonly Bound[] {
  const bound = (what: string, value: number, unit: string, kind: Bound['kind'], limit: number, isAim = false): Bound => {
    const holds = kind === 'at least' ? value >= limit : value <= limit
    return { what, value, unit, limit, kind, holds, isAim }
  }
  const [mixed] = screening
  const rates = 'rates' in contest ? contest.rates : []
  return [
    bound(`all programs, ${mixed!.name}`, mixed!.perSecond, ' households/s', 'at least', 100_000),
    ...latencies
      .filter(({ name }) => name.endsWith('half and half'))
      .map(({ name, median: value }) =>
        bound(`explained, ${name}: median`, value, ' us', 'at most', name.startsWith('all') ? 300 : 20),
      ),
    bound('ten programs: the hub / json-rules-engine', ratio(rates, 'hub', 'json-rules-engine'), ' times as fast', 'at least', 1),
    bound('ten programs: the hub / json-logic-engine', ratio(rates, 'hub', 'json-logic-engine'), ' times as fast', 'at least', 1),
    bound('ten programs: by hand / the hub', ratio(rates, 'by hand', 'hub'), ' times as fast', 'at most', 5, true),
    bound(
      'ten programs, partly unknown: by hand / the hub',
      ratio(rates, 'by hand, partly unknown', 'hub, partly unknown'),
      ' times as fast',
      'at most',
      5,
      true,
    ),
  ]
}

/** Round by round: what disturbs a round disturbs both. NaN, which holds nowhere, where one has not run. */
function ratio(rates: readonly Rate[], one: string, other: string): number {
  const [first, second] = [one, other].map((name) => rates.find((rate) => rate.name === name))
  if (first === undefined || second === undefined) return NaN
  const isWhole = first.reached >= first.deck && second.reached >= second.deck
  return isWhole
    ? median(first.rounds.map((rate, round) => rate / (second.rounds[round] as number)))
    : first.perSecond / second.perSecond
}

export function report(findings: Findings, bounds: readonly Bound[], asJson: boolean): string {
  const machine = describeMachine()
  if (asJson) return JSON.stringify({ machine, ...findings, bounds }, null, 2)
  const { plan, programs, screening, marked, latencies, contest } = findings
  const rows = (rates: readonly Rate[]) => rates.map((rate) => `  ${rate.name.padEnd(38)}${rateText(rate)}`)
  return [
    ...machine,
    `one thread; medians of up to ${plan.rounds} alternating rounds; a second is one of CPU time, garbage collection included`,
    '',
    `Outcomes and missing facts of all ${programs} programs, from raw facts to names`,
    ...rows(screening),
    `  ${'marked as perhaps naming too many'.padEnd(38)}${percent(marked)} of the open answers on partly unknown households`,
    '',
    'Explained answers, microseconds of the time of day',
    ...latencies.map(
      ({ name, median: half, p95 }) =>
        `  ${name.padEnd(38)}median ${number(half, 1).padStart(10)}   p95 ${number(p95, 1).padStart(10)}`,
    ),
    '',
    'Ten programs, from raw facts',
    ...('rates' in contest
      ? [
          ...rows(contest.rates),
          `  by hand and the hub agree on ${percent(contest.agreeing)} of the outcomes of partly unknown households`,
        ]
      : [`  the peers DID NOT RUN: ${contest.reason}`]),
    '',
    ...bounds.map(boundText),
  ].join('\n')
}

function rateText({ perSecond, reached, deck }: Rate): string {
  const cost = number(1e6 / perSecond, 1)
  const cut = reached < deck ? `   (a round got through ${number(reached, 0)} of ${number(deck, 0)})` : ''
  return `${number(perSecond, 0).padStart(10)} households/s ${cost.padStart(10)} us each${cut}`
}

function boundText({ what, value, unit, limit, kind, holds, isAim }: Bound): string {
  const verdict = holds ? 'holds' : Number.isNaN(value) ? 'NOT MEASURED' : isAim ? 'not reached' : 'DOES NOT HOLD'
  const digits = value < 100 ? 1 : 0
  return `${number(value, digits).padStart(10)}${unit}  ${what}; ${isAim ? 'aim: ' : ''}${kind} ${number(limit, 0)}: ${verdict}`
}

function number(value: number, digits: number): string {
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

function percent(part: number): string {
  return `${number(part * 100, 1)} %`
}

function describeMachine(): string[] {
  const [cpu] = cpus()
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }
  const peers = Object.entries(peerVersions).map(([name, pinned]) => `${name} ${pinned}`)
  return [
    `${cpus().length} cores of ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`,
    `hub ${version}, ${peers.join(', ')}`,
  ]
}
