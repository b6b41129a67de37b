import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { openLongFile } from '../../cli/screen/long-file'

describe('a file that is written past the cache', () => {
  let folder: string
  let path: string
  beforeEach(() => {
    folder = mkdtempSync(join(process.env['HUB_TEST_FOLDER'] as string, 'long-'))
    path = join(folder, 'file')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  /** Bytes that tell their place. */
  const all = Buffer.from(Uint32Array.from({ length: 1 << 22 }, (_, index) => Math.imul(index, 0x9e3779b1)).buffer)
  const holds = (length: number) => readFileSync(path).subarray(0, length).equals(all.subarray(0, length))

  /** What every open file has. */
  async function handleMethods(): Promise<FileHandle> {
    const handle = await open(path)
    await handle.close()
    return Object.getPrototypeOf(handle) as FileHandle
  }

  it('holds what was appended, in pieces of any size, whenever it was flushed and opened again', async () => {
    const sizes = fc.oneof(fc.integer({ min: 0, max: 9000 }), fc.constantFrom(4095, 4096, 4097, 8192, 5_000_000))
    const steps = fc.array(fc.oneof(sizes, fc.constantFrom('flush', 'reopen', 'lose')), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        rmSync(path, { force: true })
        let file = await openLongFile(path, 0)
        let [appended, flushed] = [0, 0]
        for (const step of taken) {
          if (typeof step === 'number') {
            const piece = all.subarray(appended, appended + step)
            await file.append(piece)
            appended += piece.length
            continue
          }
          // What is lost with the process is what was not flushed.
          if (step !== 'lose') {
            await file.flush()
            flushed = appended
          }
          if (step === 'flush') continue
          await file.close()
          appended = flushed
          file = await openLongFile(path, flushed)
        }
        await file.flush()
        await file.datasync()
        // Up to a block longer, as after a crash.
        expect(holds(appended)).toBe(true)
        await file.close()
        expect(readFileSync(path).length).toBe(appended)
        expect(holds(appended)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  it('loses what stood behind the place from which it goes on', async () => {
    writeFileSync(path, all.subarray(0, 20_000))
    const file = await openLongFile(path, 5000)
    await file.append(all.subarray(5000, 5010))
    await file.flush()
    await file.close()
    expect(readFileSync(path)).toEqual(all.subarray(0, 5010))
  })

  it('ends with what was flushed where more was appended', async () => {
    const file = await openLongFile(path, 0)
    await file.append(all.subarray(0, 100))
    await file.flush()
    await file.append(all.subarray(100, 150))
    await file.close()
    expect(readFileSync(path)).toEqual(all.subarray(0, 100))
  })

  it('is written as anything is where the system does not take these pieces', async () => {
    const file = await openLongFile(path, 0)
    await file.append(all.subarray(0, 5000))
    await file.flush()
    const refused = jest
      .spyOn(await handleMethods(), 'write')
      .mockRejectedValueOnce(Object.assign(new Error('EINVAL'), { code: 'EINVAL' }))
    try {
      await file.append(all.subarray(5000, 12_345))
      await file.flush()
      await file.append(all.subarray(12_345, 20_000))
      await file.flush()
      expect(refused.mock.calls.length).toBe(3)
    } finally {
      refused.mockRestore()
    }
    await file.close()
    expect(readFileSync(path)).toEqual(all.subarray(0, 20_000))
  })

  it('says why it cannot be opened', async () => {
    await expect(openLongFile(join(folder, 'none', 'file'), 0)).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(openLongFile(folder, 0)).rejects.toMatchObject({ code: 'EISDIR' })
  })
})
