import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { torture } from '../../bench/torture/run'
import { openTown, type Town } from '../../bench/torture/town'

describe('a distributed hub', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-torture-'))
  let town: Town | undefined

  beforeAll(async () => {
    town = await openTown(folder)
  }, 120_000)
  afterAll(async () => {
    await town?.close()
    rmSync(folder, { recursive: true, force: true })
  }, 60_000)

  it('loses and doubles nothing, and records and passes on every change, while its processes are killed under writers', async () => {
    const plan = { kills: 5, seed: 11, writers: 4 }
    const outcome = await torture(town as Town, plan, (line) => void process.stdout.write(`    ${line}\n`))
    expect(outcome.findings).toEqual([])
    expect(outcome.acknowledged).toBeGreaterThan(50)
    expect(outcome.recovery.map(({ kind }) => kind)).toEqual(['gateway', 'subgraph', 'postgres'])
  }, 240_000)
})
