import { setTimeout as pause } from 'node:timers/promises'
import { openDevelopmentIssuer } from '../../runtime/trust/issuer'
import { type Luck, openLuck } from '../eligibility/luck'
import { median } from '../gateway/rounds'
import { check } from './check'
import { openPhone } from './phone'
import { gatewayNames, type ProcessName, type Town } from './town'
import { startWriters } from './writers'

export interface Plan {
  readonly kills: number
  readonly seed: number
  readonly writers: number
}

export type Kind = 'gateway' | 'subgraph' | 'postgres'

/** Milliseconds from the kills of one kind of process until it answered again. */
export interface Recovery {
  readonly kind: Kind
  readonly kills: number
  readonly median: number
  readonly worst: number
}

export interface Outcome {
  readonly seed: number
  readonly acknowledged: number
  readonly retries: number
  readonly recovery: readonly Recovery[]
  /** What is not as promised: none where all is well. */
  readonly findings: readonly string[]
}

const kindOf = (name: ProcessName): Kind =>
  name === 'postgres' ? 'postgres' : (gatewayNames as readonly string[]).includes(name) ? 'gateway' : 'subgraph'

/** Kills one process after the other while workers write, one time in five two at once, and then holds the database to what was acknowledged. */
export async function torture(town: Town, { kills, seed, writers }: Plan, tell: (line: string) => void): Promise<Outcome> {
  const luck = openLuck(seed)
  const issuer = await openDevelopmentIssuer(town.data, false)
  const { token } = await issuer.mint({ as: 'supervisor', city: 'nyc', agency: 'hra-ocj' }, 'city-program-hub', new Date())
  const { data } = await openPhone(town.gateways, token)({ query: '{ program(code: "right-to-counsel") { id } }', variables: {} })
  const programId = (data['program'] as { id: string }).id
  // The writers draw from a sequence of their own: how much they get done must not change who is killed.
  const writing = startWriters({ gateways: town.gateways, token, luck: openLuck(seed + 1), writers, programId })
  const next = victimsIn(luck, [...town.processes.keys()])
  const took: Record<Kind, number[]> = { gateway: [], subgraph: [], postgres: [] }
  try {
    for (let done = 0; done < kills;) {
      await pause(luck.between(100, 1_200))
      const victims = next().slice(0, kills - done)
      const times = await Promise.all(victims.map(async (name) => (await town.processes.get(name)?.kill()) ?? 0))
      for (const [index, name] of victims.entries()) took[kindOf(name)].push(times[index] as number)
      done += victims.length
      const shown = victims.map((name, index) => `${name} back after ${Math.round(times[index] as number)} ms`).join(', ')
      tell(
        `${String(done).padStart(3)}/${kills}  ${shown}; ${writing.acknowledged.length} acknowledged, ${writing.retries()} sent again`,
      )
    }
  } finally {
    await writing.finish()
  }
  tell('no more kills: what was acknowledged is looked for, and events are waited for ...')
  const findings = [...writing.faults, ...(await check(town, writing.acknowledged))]
  const recovery = (Object.entries(took) as [Kind, number[]][]).flatMap(([kind, times]) =>
    times.length === 0 ? [] : [{ kind, kills: times.length, median: median(times), worst: Math.max(...times) }],
  )
  return { seed, acknowledged: writing.acknowledged.length, retries: writing.retries(), recovery, findings }
}

/** In every three rounds each kind once, since there is one database among seven processes; now and then another process with it. */
function victimsIn(luck: Luck, names: readonly ProcessName[]): () => readonly ProcessName[] {
  let kinds: Kind[] = []
  return () => {
    if (kinds.length === 0) kinds = luck.some(3, ['gateway', 'subgraph', 'postgres'])
    const kind = kinds.pop()
    const of = names.filter((name) => kindOf(name) === kind)
    const [first] = luck.some(1, of) as [ProcessName]
    const others = names.filter((name) => name !== first)
    return [first, ...(luck.happens(0.2) ? luck.some(1, others) : [])]
  }
}
