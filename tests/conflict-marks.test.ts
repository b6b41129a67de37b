import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../runtime/root'

describe('what a merge leaves behind', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(process.env['HUB_TEST_FOLDER'] as string, 'marks-'))
    mkdirSync(join(folder, 'docs'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  function look(text: string): readonly [number | null, string] {
    writeFileSync(join(folder, 'docs', 'page.md'), text)
    const { status, stderr } = spawnSync(process.execPath, [join(packageRoot, '.ci', 'conflict-marks.mjs'), folder], {
      encoding: 'utf8',
    })
    return [status, stderr]
  }

  it.each([
    `${'<'.repeat(7)} HEAD`,
    '='.repeat(7),
    `${'|'.repeat(7)} merged common ancestors`,
    `${'>'.repeat(7)} other`,
    `${'> '.repeat(7)}other`,
  ])('%s is refused with its file and line', (mark) => {
    const place = `${join(folder, 'docs', 'page.md')}:3: left over from a merge: ${mark}\n`
    expect(look(`# A page\n\n${mark}\ntext\n`)).toEqual([1, place])
  })

  it.each(['a <<<<<<< b', '> > a quotation in a quotation', '='.repeat(8), '| a | b |', '>>> 1 + 1'])('%s is none', (line) => {
    expect(look(`${line}\n`)).toEqual([0, ''])
  })
})
