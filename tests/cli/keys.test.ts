import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JWK } from 'jose'
import { keyFiles } from '../../cli/keys'
import { subgraphNames } from '../../runtime/config'
import { subgraphKey } from '../../runtime/trust/forward'
import { readKeys } from '../../runtime/trust/keys'
import { hub } from './hub-command'

describe('hub keys', () => {
  const data = mkdtempSync(join(tmpdir(), 'keys-'))
  afterAll(() => rmSync(data, { recursive: true, force: true }))
  const run = (...args: string[]) => hub(['keys', ...args], { HUB_DATA: data })
  const files = keyFiles(data)
  const gateway = () => readKeys(files.forward)
  const kids = (keys: readonly JWK[]) => keys.map(({ kid }) => kid)

  /** The gateways' keys, and that each subgraph has its own of each and no other. */
  function expectShared(count: number): readonly JWK[] {
    const keys = gateway()
    expect(keys).toHaveLength(count)
    for (const name of subgraphNames) expect(readKeys(files.ofSubgraph(name))).toEqual(keys.map((key) => subgraphKey(key, name)))
    return keys
  }

  it('makes a key for the gateways, readable by its owner alone, and one of its own for each subgraph', () => {
    expect(run().status).toBe(0)
    expect(kids(expectShared(1))).toEqual(['gateway'])
    for (const file of [files.forward, ...subgraphNames.map(files.ofSubgraph)]) expect(statSync(file).mode & 0o777).toBe(0o600)
    const texts = subgraphNames.map((name) => readFileSync(files.ofSubgraph(name), 'utf8'))
    expect(new Set(texts).size).toBe(4)
  })

  it('makes nothing that is there already', () => {
    const [key] = gateway()
    expect(run().status).toBe(0)
    expect(expectShared(1)).toEqual([key])
  })

  it('rotate puts a new key first and keeps the one before it, and no older one', () => {
    const [first] = gateway()
    expect(run('rotate').status).toBe(0)
    const [second, kept] = expectShared(2)
    expect([kept, second?.kid === first.kid, second?.d === first.d]).toEqual([first, false, false])
    expect(run('rotate').status).toBe(0)
    expect(kids(expectShared(2))[1]).toBe(second?.kid)
    expect(statSync(files.forward).mode & 0o777).toBe(0o600)
  }, 30_000)

  it('after a rotation gives the subgraphs both keys again', () => {
    rmSync(files.ofSubgraph('residents'))
    expect(run().status).toBe(0)
    expectShared(2)
  })

  it('rotate runs once at a time: it waits until the processes have seen the new key', () => {
    const { pid } = process
    // A process that is there, as long as nobody can tell when it began.
    writeFileSync(join(data, 'keys', 'rotate.lock'), JSON.stringify({ pid, startedAt: '' }))
    const before = gateway()
    expect(run('rotate')).toMatchObject({ status: 1, error: `The keys in ${data} are being rotated by process ${pid}.` })
    expect(gateway()).toEqual(before)
    rmSync(join(data, 'keys', 'rotate.lock'))
  })

  it.each([[['turn']], [['rotate', 'twice']]])('takes nothing else: %j', (args) => {
    expect(run(...args)).toMatchObject({ status: 1, error: 'hub keys: expected nothing more, or rotate.' })
  })

  it('rotate has nothing to rotate where there is no key yet', () => {
    const empty = mkdtempSync(join(tmpdir(), 'keys-'))
    const { status, error } = hub(['keys', 'rotate'], { HUB_DATA: empty })
    expect([status, error]).toEqual([1, `${keyFiles(empty).forward} holds no readable JSON Web Key.`])
    rmSync(empty, { recursive: true })
  })
})
