import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StartError } from '../../runtime/errors'
import { lockFolder } from '../../runtime/database/lock'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const file = () => join(folder, 'hub.lock')
const compiled = join(__dirname, '..', '..', 'runtime', 'database', 'lock.js')
const script = `require(${JSON.stringify(compiled)}).lockFolder(process.argv[1]); console.log('held'); setInterval(() => {}, 1000)`

/** Another process that holds the folder until it is told to end. */
async function holder(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout as NodeJS.ReadableStream, 'data')
  return child
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const exit = once(child, 'exit')
  child.kill(signal)
  await exit
}

const refusalOf = (take: () => unknown): unknown => {
  try {
    take()
  } catch (error) {
    return error
  }
  return undefined
}

describe('the lock of a data folder', () => {
  it('refuses a second process with a sentence that names the first', async () => {
    const child = await holder()
    try {
      const refusal = refusalOf(() => lockFolder(folder))
      expect(refusal).toBeInstanceOf(StartError)
      expect((refusal as Error).message).toBe(
        `The data folder ${folder} is in use by another hub (process ${child.pid}). Stop it, or choose another folder with HUB_DATA.`,
      )
    } finally {
      await ended(child, 'SIGKILL')
    }
  })

  it('of a process that was killed is taken over', async () => {
    await ended(await holder(), 'SIGKILL')
    expect(existsSync(file())).toBe(true)
    lockFolder(folder)()
    expect(existsSync(file())).toBe(false)
  })

  it('refuses this process too while it holds the folder itself', () => {
    const release = lockFolder(folder)
    expect(refusalOf(() => lockFolder(folder))).toBeInstanceOf(StartError)
    release()
  })

  it('may be taken again once it is released', () => {
    lockFolder(folder)()
    lockFolder(folder)()
    expect(existsSync(file())).toBe(false)
  })

  it('of a dead process whose number now belongs to a stranger is taken over', () => {
    const dead = spawnSync(process.execPath, ['-e', '0']).pid
    for (const pid of [dead, process.ppid]) {
      writeFileSync(file(), JSON.stringify({ pid, startedAt: '1' }))
      lockFolder(folder)()
    }
    expect(existsSync(file())).toBe(false)
  })

  it.each(['', 'half a li', '[]', 'null', '{"pid":"1"}'])(
    'whose file holds %j, as a crash may leave it, is taken over',
    (text) => {
      writeFileSync(file(), text)
      lockFolder(folder)()
      expect(existsSync(file())).toBe(false)
    },
  )

  it('that another process has taken over is not released by the one that lost it', () => {
    const release = lockFolder(folder)
    writeFileSync(file(), JSON.stringify({ pid: 1, startedAt: '1' }))
    release()
    expect(readFileSync(file(), 'utf8')).toBe('{"pid":1,"startedAt":"1"}')
  })
})
