import { createServer, type AddressInfo } from 'node:net'

/** What stands in docker-compose.yml and deploy/nginx.conf, and what it is here; `in` names the one service a row is for. */
export interface Place {
  readonly from: string
  readonly to: string
  readonly in?: string
}

export const listening = [
  'postgres',
  'residents',
  'programs',
  'conversations',
  'referrals',
  'gateway-1',
  'gateway-2',
  'nginx',
] as const

export type Ports = Readonly<Record<(typeof listening)[number], number>>

/** The one table of what is another thing on this machine than in containers: addresses and folders. Nothing else is changed. */
export function places(ports: Ports, folder: string): readonly Place[] {
  const at = (name: keyof Ports) => `127.0.0.1:${ports[name]}`
  return [
    { from: 'HOST=0.0.0.0', to: 'HOST=127.0.0.1' },
    { from: 'postgres:5432', to: at('postgres') },
    { from: 'residents:4001', to: at('residents') },
    { from: 'programs:4002', to: at('programs') },
    { from: 'conversations:4003', to: at('conversations') },
    { from: 'referrals:4004', to: at('referrals') },
    { from: 'gateway-1:4000', to: at('gateway-1') },
    { from: 'gateway-2:4000', to: at('gateway-2') },
    { from: '127.0.0.1:8080', to: at('nginx') },
    { from: 'PORT=4001', to: `PORT=${ports.residents}`, in: 'residents' },
    { from: 'PORT=4002', to: `PORT=${ports.programs}`, in: 'programs' },
    { from: 'PORT=4003', to: `PORT=${ports.conversations}`, in: 'conversations' },
    { from: 'PORT=4004', to: `PORT=${ports.referrals}`, in: 'referrals' },
    { from: 'PORT=4000', to: `PORT=${ports['gateway-1']}`, in: 'gateway-1' },
    { from: 'PORT=4000', to: `PORT=${ports['gateway-2']}`, in: 'gateway-2' },
    { from: 'listen 8080', to: `listen ${at('nginx')}`, in: 'nginx' },
    { from: 'HUB_DATA=/data', to: `HUB_DATA=${folder}/data` },
    { from: ' /tmp/', to: ` ${folder}/nginx/`, in: 'nginx' },
  ]
}

/** A text of a service with every row of the table put in place. */
export function put(table: readonly Place[], service: string, text: string): string {
  return table
    .filter((row) => row.in === undefined || row.in === service)
    .reduce((placed, { from, to }) => placed.replaceAll(from, to), text)
}

/** A free port for each name, all different. */
export async function freePorts(): Promise<Ports> {
  const servers = await Promise.all(
    listening.map(
      (name) =>
        new Promise<readonly [string, ReturnType<typeof createServer>]>((resolve) => {
          const server = createServer().listen(0, '127.0.0.1', () => resolve([name, server]))
        }),
    ),
  )
  const ports = servers.map(([name, server]) => [name, (server.address() as AddressInfo).port] as const)
  await Promise.all(servers.map(([, server]) => new Promise((resolve) => server.close(resolve))))
  return Object.fromEntries(ports) as unknown as Ports
}
