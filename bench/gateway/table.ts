import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../../runtime/root'
import { hiveVersion } from './hive'
import { type Missing, type Peer, type PeerName, peerTitles } from './peers'
import { type Measured, median, type Plan, type Round } from './rounds'

/** What the bench found. */
export interface Findings {
  readonly measured: readonly Measured[]
  readonly missing: readonly Missing[]
  readonly peers: readonly Peer[]
  readonly plan: Plan
  readonly asJson: boolean
}

/** A part of what another costs, and how large it may be. */
interface Ratio {
  readonly what: string
  readonly value: number
  readonly atMost: number
}

export function report({ measured, missing, peers, plan, asJson }: Findings): string {
  const machine = describeMachine()
  const ratios = ratiosOf(measured)
  if (asJson) return JSON.stringify({ machine, plan, measured, missing, ratios }, null, 2)
  const width = Math.max(...Object.values(peerTitles).map((title) => title.length))
  const lines = namesIn(measured).flatMap((name) => [
    '',
    `${name} query: ${plan.connections} connections, medians over ${plan.rounds} rounds of ${plan.seconds} s`,
    `${''.padEnd(width)} ${head}`,
    ...peers.map((peer) => `${peerTitles[peer.name].padEnd(width)} ${row(find(measured, name, peer.name) as Measured)}`),
    ...missing.map((one) => `${peerTitles[one.name].padEnd(width)} DID NOT RUN: ${one.reason}`),
  ])
  const judged = ratios.map(({ what, value, atMost }) => {
    const verdict = value <= atMost ? 'holds' : 'DOES NOT HOLD'
    return `${percent(value).padStart(5)}  ${what}; at most ${percent(atMost)}: ${verdict}`
  })
  return [
    ...machine,
    ...lines,
    '',
    'CPU per request, one as a part of the other: medians of the ratios round by round',
    ...judged,
  ].join('\n')
}

const head = ['requests/s', 'p50 ms', 'p95 ms', 'CPU ms: gateway', 'all Node', 'peak MB: gateway', 'all Node']
  .map((title) => title.padStart(Math.max(10, title.length)))
  .join(' ')

function row(one: Measured): string {
  const cell = (value: number, digits: number, columns: number) => value.toFixed(digits).padStart(columns)
  return [
    cell(one.requestsPerSecond, 0, 10),
    cell(one.p50, 1, 10),
    cell(one.p95, 1, 10),
    cell(one.gatewayCpu, 2, 15),
    cell(one.allCpu, 2, 10),
    cell(one.gatewayMemory, 0, 16),
    cell(one.allMemory, 0, 10),
  ].join(' ')
}

function ratiosOf(measured: readonly Measured[]): Ratio[] {
  const part = (what: string, atMost: number, name: Measured['operation'], peer: PeerName, cpu: 'gatewayCpu' | 'allCpu') => {
    const [ours, plain] = [find(measured, name, peer), find(measured, name, 'plain')]
    if (!ours || !plain) return []
    // Round by round: what disturbs a round disturbs both of its measurements.
    const value = median(ours.rounds.map((round, index) => round[cpu] / (plain.rounds[index] as Round)[cpu]))
    return [{ what: `${name} query: ${what}`, value, atMost }]
  }
  const together = 'the hub in one process / the plain gateway and its subgraphs together'
  return [
    ...part("the hub's gateway process over HTTP / the plain gateway process", 0.45, 'light', 'http', 'gatewayCpu'),
    ...namesIn(measured).flatMap((name) => part(together, 0.6, name, 'hub', 'allCpu')),
  ]
}

function namesIn(measured: readonly Measured[]): Measured['operation'][] {
  return [...new Set(measured.map(({ operation }) => operation))]
}

function find(measured: readonly Measured[], operation: Measured['operation'], peer: PeerName): Measured | undefined {
  return measured.find((one) => one.operation === operation && one.peer === peer)
}

function percent(value: number): string {
  return `${(value * 100).toFixed(0)} %`
}

function describeMachine(): string[] {
  const [cpu] = cpus()
  const version = (name: string) => {
    const file = join(packageRoot, 'node_modules', name, 'package.json')
    return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`
  }
  const packages = ['@apollo/gateway', '@apollo/server', 'graphql', 'typeorm', 'pg', 'undici'].map(version)
  return [
    `${cpus().length} cores of ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`,
    `${packages.join(', ')}, Hive Gateway ${hiveVersion}`,
  ]
}
