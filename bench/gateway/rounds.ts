import type { Asked } from './ask'
import { load } from './load'
import { cpuOf, peakMemoryOf } from './meter'
import type { Operation } from './operations'
import type { Peer, PeerName } from './peers'

export interface Plan {
  readonly rounds: number
  readonly seconds: number
  readonly connections: number
}

/** One peer on one query; every number but the memory is the median over the rounds. */
export interface Measured {
  readonly operation: Operation['name']
  readonly peer: PeerName
  readonly requestsPerSecond: number
  readonly p50: number
  readonly p95: number
  /** CPU milliseconds per request: of the process that the client talks to, and of all the peer's Node processes. */
  readonly gatewayCpu: number
  readonly allCpu: number
  /** Peak memory in MB since the process began, over both queries. */
  readonly gatewayMemory: number
  readonly allMemory: number
  /** What the medians are of, in the order of the rounds. */
  readonly rounds: readonly Round[]
}

export type Round = Pick<Measured, 'requestsPerSecond' | 'p50' | 'p95' | 'gatewayCpu' | 'allCpu'>

/** Until the compiler has settled: the cost of a small request still falls over its first ten thousand. */
const warmUpSeconds = 8

/** Round by round all peers in turn, in short measurements, so that whatever else the machine does meets them alike. */
export async function measureRounds(
  peers: readonly Peer[],
  asked: readonly { readonly operation: Operation; readonly next: () => Asked }[],
  plan: Plan,
  tell: (line: string) => void,
): Promise<Measured[]> {
  const cells = asked.flatMap(({ operation, next }) => peers.map((peer) => ({ operation, next, peer, rounds: [] as Round[] })))
  tell(`warm-up, then ${plan.rounds} rounds of ${cells.length} measurements of ${plan.seconds} s`)
  for (const { peer, next } of cells) await load(peer.origin, next, plan.connections, warmUpSeconds)
  for (let round = 1; round <= plan.rounds; round++) {
    for (const cell of cells) cell.rounds.push(await measure(cell.peer, cell.next, plan))
    const shown = cells.map(({ rounds, peer, operation }) => `${peer.name}/${operation.name} ${rounds.at(-1)?.allCpu.toFixed(2)}`)
    tell(`round ${round}: CPU ms per request: ${shown.join(', ')}`)
  }
  return cells.map(({ operation, peer, rounds }) => ({
    operation: operation.name,
    peer: peer.name,
    ...medians(rounds),
    gatewayMemory: peakMemoryOf([peer.gateway]),
    allMemory: peakMemoryOf([peer.gateway, ...peer.subgraphs]),
    rounds,
  }))
}

async function measure({ origin, gateway, subgraphs }: Peer, next: () => Asked, plan: Plan): Promise<Round> {
  const before = { gateway: cpuOf([gateway]), all: cpuOf([gateway, ...subgraphs]) }
  const { latencies, seconds } = await load(origin, next, plan.connections, plan.seconds)
  const after = { gateway: cpuOf([gateway]), all: cpuOf([gateway, ...subgraphs]) }
  const count = latencies.length
  const sorted = latencies.toSorted((a, b) => a - b)
  return {
    requestsPerSecond: count / seconds,
    p50: sorted[Math.floor(count * 0.5)] as number,
    p95: sorted[Math.floor(count * 0.95)] as number,
    gatewayCpu: (after.gateway - before.gateway) / count,
    allCpu: (after.all - before.all) / count,
  }
}

function medians(rounds: readonly Round[]): Round {
  const of = (name: keyof Round) => median(rounds.map((round) => round[name]))
  return {
    requestsPerSecond: of('requestsPerSecond'),
    p50: of('p50'),
    p95: of('p95'),
    gatewayCpu: of('gatewayCpu'),
    allCpu: of('allCpu'),
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}
