import 'reflect-metadata'
import { text } from 'node:stream/consumers'
import { untilStopped } from '../../cli/until-stopped'
import { readSettings } from '../../runtime/config'
import { ask, type Asked } from '../gateway/ask'

/**
 * `trust-hub on` and `trust-hub off`: the hub with its walls, consent and audit, and without. With `count` it sends itself the requests on
 * its stdin, prints which statements each subgraph call sent, and ends.
 */
async function main([walls, task]: readonly string[]): Promise<void> {
  if (walls !== 'on' && walls !== 'off') throw new Error('expected on or off')
  if (walls === 'off') await import('../trust/unguarded.js')
  const { noteStatements, openTrustHub } = await import('../trust/hub.js')
  const counting = task === 'count'
  if (counting) noteStatements()
  const settings = readSettings(process.env)
  const hub = await openTrustHub(settings, { walls: walls === 'on', counting })
  const origin = `http://${settings.host}:${hub.port}`
  if (counting) {
    const counts: unknown[] = []
    for (const asked of JSON.parse(await text(process.stdin)) as Asked[]) {
      await ask(origin, asked)
      hub.taken()
      await ask(origin, asked)
      counts.push(hub.taken())
    }
    console.log(JSON.stringify(counts))
    await hub.close()
  } else {
    console.log(`the hub with walls ${walls} listens on ${origin}`)
    await untilStopped(hub)
  }
  process.exit(0)
}

void main(process.argv.slice(2))
