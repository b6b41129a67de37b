import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { subgraphNames, type SubgraphName } from '../../runtime/config'
import { readSupergraph } from '../../schema/supergraph'
import { installHive } from './hive'
import { freePort } from './postgres'
import type { Processes, Running } from './process'
import { hubProgram, type Setting } from './setting'

export const peerNames = ['hub', 'http', 'plain', 'hive', 'floor'] as const
export type PeerName = (typeof peerNames)[number]

/** What each peer is, for the table. */
export const peerTitles: Readonly<Record<PeerName, string>> = {
  hub: 'hub, one process',
  http: 'hub over HTTP',
  plain: 'plain Apollo gateway',
  hive: 'Hive Gateway',
  floor: 'hand-written server',
}

/** A peer that runs: where it listens, and the ids of its Node processes. */
export interface Peer {
  readonly name: PeerName
  readonly origin: string
  readonly gateway: number
  /** The subgraphs are the same processes for every peer that has some. */
  readonly subgraphs: readonly number[]
}

export interface Missing {
  readonly name: PeerName
  readonly reason: string
}

type Subgraphs = Readonly<Record<SubgraphName, Running>>

const ownProgram = (name: string) => join(__dirname, '..', 'peers', `${name}.js`)

/** Starts the peers that are wanted. Hive Gateway may be missing, with its reason; any other peer has to run. */
export async function openPeers(
  setting: Setting,
  processes: Processes,
  wanted: readonly PeerName[],
  tell: (line: string) => void,
): Promise<{ readonly peers: readonly Peer[]; readonly missing: readonly Missing[] }> {
  const subgraphs = {} as Record<SubgraphName, Running>
  for (const name of subgraphNames) subgraphs[name] = await processes.serve(ownProgram('subgraph'), [name], setting.environment)
  const supergraph = writeSupergraph(setting.folder, subgraphs)
  const start: Readonly<Record<PeerName, () => Promise<Running>>> = {
    hub: () => processes.serve(hubProgram, ['start'], { ...setting.environment, HUB_IDE: 'off' }),
    http: () => processes.serve(hubProgram, ['serve', 'gateway'], { ...setting.environment, ...addresses(subgraphs) }),
    plain: () => processes.serve(ownProgram('plain-gateway'), [supergraph], setting.environment),
    hive: async () => {
      const port = String(await freePort())
      const args = ['supergraph', supergraph, '--host', '127.0.0.1', '--port', port]
      return processes.serve(await installHive(processes, tell), args, setting.environment)
    },
    floor: () => processes.serve(ownProgram('floor'), [], setting.environment),
  }
  const peers: Peer[] = []
  const missing: Missing[] = []
  for (const name of wanted) {
    try {
      const { origin, pid } = await start[name]()
      const alone = name === 'hub' || name === 'floor'
      peers.push({ name, origin, gateway: pid, subgraphs: alone ? [] : Object.values(subgraphs).map((one) => one.pid) })
      tell(`${peerTitles[name]} runs on ${origin}`)
    } catch (error) {
      if (name !== 'hive') throw error
      const reason = (error as Error).message.split('\n', 1)[0] as string
      tell(`${peerTitles[name]} DOES NOT RUN: ${(error as Error).message}`)
      missing.push({ name, reason })
    }
  }
  return { peers, missing }
}

function addresses(subgraphs: Subgraphs): Record<string, string> {
  return Object.fromEntries(subgraphNames.map((name) => [`HUB_${name.toUpperCase()}_URL`, `${subgraphs[name].origin}/graphql`]))
}

/** The committed supergraph with the addresses of the running subgraphs in place of its own. */
function writeSupergraph(folder: string, subgraphs: Subgraphs): string {
  const text = readSupergraph().replace(
    /(@join__graph\(name: "(\w+)", url: )"[^"]*"/g,
    (_, start: string, name: SubgraphName) => `${start}"${subgraphs[name].origin}/graphql"`,
  )
  const file = join(folder, 'supergraph.graphql')
  writeFileSync(file, text)
  return file
}
