import { randomBytes } from 'node:crypto'
import { readSettings } from '../runtime/config'
import { openDevelopmentIssuer } from '../runtime/trust/issuer'
import { client } from './story/client'
import { play } from './story/play'
import { scenes } from './story/scenes'

/**
 * `npm run story`: one door in the Bronx and one 311 call in Charlotte, from the conversation to the outcome, against a running hub.
 * HUB_URL says where it is, HUB_DATA whose development issuer it trusts. HUB_STORY_RUN names the run, to go on with one that was cut off.
 */
async function main(): Promise<void> {
  const settings = readSettings(process.env)
  const url = process.env['HUB_URL'] ?? `http://127.0.0.1:${settings.port}`
  const run = process.env['HUB_STORY_RUN'] ?? randomBytes(4).toString('hex')
  const issuer = await openDevelopmentIssuer(settings.data, settings.production)
  const send = client(url, issuer, settings.audience)
  for (const scene of scenes) {
    console.log(`\n${scene.title}`)
    await play(scene, run, send, (step, outcome) => console.log(`  ${step.padEnd(13)} ${outcome}`))
  }
  console.log(`\nBoth stories held (run ${run}).`)
}

main().catch((error: unknown) => {
  console.error(`\nThe story stopped: ${(error as Error).message}`)
  process.exitCode = 1
})
