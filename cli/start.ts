import { parseArgs } from 'node:util'
import { readSettings, type Settings } from '../runtime/config'
import { StartError } from '../runtime/errors'
import { openHub, type Hub } from './hub-process'
import { untilStopped } from './until-stopped'

/** Starts the whole hub and prints what a newcomer needs: the address, the IDE, and tokens to try it with. */
export async function start(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { fresh: { type: 'boolean' }, city: { type: 'string' }, port: { type: 'string' } },
  })
  const settings = readSettings(process.env, values)
  if (values.fresh && settings.databaseUrl !== undefined) {
    throw new StartError('--fresh throws away the embedded database alone; DATABASE_URL names another one, which stays as it is.')
  }
  const began = performance.now()
  let shown = ''
  const hub = await openHub({
    settings,
    fresh: values.fresh ?? false,
    tell: (line) => {
      if (line !== shown) console.log(line)
      shown = line
    },
  })
  console.log(`ready       after ${((performance.now() - began) / 1000).toFixed(1)} s\n`)
  await welcome(hub, settings)
  await untilStopped(hub)
}

const tried = ['outreach', 'caseworker', 'supervisor'] as const

async function welcome(hub: Hub, settings: Settings): Promise<void> {
  const address = `http://${settings.host}:${hub.port}`
  console.log(`GraphQL     ${address}/graphql`)
  if (settings.ide) console.log(`IDE         ${address}/`)
  if (settings.databaseUrl === undefined) {
    console.log(
      'note        the embedded database is for trying, developing and one small machine: it does not force its writes to the disk',
    )
  }
  if (!hub.issuer) return
  console.log('\nTokens for an hour (more with: npm run hub -- token --as caseworker --city nyc --agency hra):')
  for (const { settings: city, queues } of hub.cities.values()) {
    console.log(`\n  ${city.name.en}`)
    for (const as of tried) {
      // Cases are worked by the agencies that have queues; the door belongs to the agency that registers residents.
      const agency = as === 'caseworker' ? (queues[0]?.agency ?? city.registeringAgency) : city.registeringAgency
      const { token } = await hub.issuer.mint({ as, city: city.id, agency }, settings.audience, new Date())
      console.log(`  ${as.padEnd(11)} ${agency}\n  ${token}`)
    }
  }
}
