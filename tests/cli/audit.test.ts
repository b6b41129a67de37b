import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DataSource } from 'typeorm'
import { sealKeyFiles } from '../../cli/keys'
import { allModels } from '../../cli/subgraphs'
import { openSealKey } from '../../runtime/audit/keys'
import { record } from '../../runtime/audit/record'
import { systemRun } from '../../runtime/audit/run'
import { sealBatch } from '../../runtime/audit/sealer'
import { openDatabase } from '../../runtime/database/open'
import { newId } from '../../runtime/ids'
import { packageRoot } from '../../runtime/root'
import { look, unprotected, worker } from '../runtime/audit-rows'
import { hub } from './hub-command'

const resident = newId()
let data = ''
/** The logs of a hub that ran on 1 and 2 June: three sealed records in residents, one of them in Charlotte, and one that waits in referrals. */
beforeAll(async () => {
  const folder = process.env['HUB_TEST_FOLDER'] as string
  data = mkdtempSync(join(folder, 'audit-'))
  cpSync(join(folder, 'template'), data, { recursive: true })
  const { own, known } = sealKeyFiles(data)
  const key = await openSealKey(own, known)
  await withDatabase(async (source) => {
    const run = systemRun(source)
    await run((manager) => record(manager, 'residents', worker, new Date('2026-06-01T12:00:00Z'), [look(resident)]))
    await run((manager) => record(manager, 'residents', worker, new Date('2026-06-02T12:00:00Z'), [look(newId())]))
    await run((manager) => record(manager, 'residents', { ...worker, city: 'charlotte' }, new Date(), [look(newId())]))
    await run((manager) => sealBatch(manager, 'residents', key, new Date()))
    await run((manager) => record(manager, 'referrals', worker, new Date('2026-06-02T13:00:00Z'), [look(resident)]))
  })
})
afterAll(() => rmSync(data, { recursive: true, force: true }))

async function withDatabase(work: (source: DataSource) => Promise<unknown>): Promise<void> {
  const database = await openDatabase({ folder: data }, allModels)
  await work(database.source)
  await database.close()
}

/** What the owner of the database does to the log of residents, who switches its guards off for it: a wall with a gap would be told of first. */
const tamper = (...statements: readonly string[]) =>
  withDatabase(async (source) => {
    const again = 'alter table residents.audit force row level security'
    for (const statement of [...unprotected('residents'), ...statements, again]) await source.query(statement)
  })

const audit = (...args: string[]) => hub(['audit', ...args], { HUB_DATA: data })
const file = (name: string) => join(data, name)
const linesOf = (name: string) =>
  readFileSync(file(name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('hub audit', () => {
  it('verifies logs that are as they were recorded, and tells what waits', () => {
    expect(audit('verify')).toEqual({
      status: 0,
      out: [
        'residents      3 records sealed in 1 batches, none waits',
        'programs       0 records sealed in 0 batches, none waits',
        'conversations  0 records sealed in 0 batches, none waits',
        'referrals      0 records sealed in 0 batches, 1 waits, the oldest since 2026-06-02T13:00:00.000000Z',
        '',
      ].join('\n'),
      error: '',
    })
  })

  it('exports a city, or a resident of it, into a new file that its owner alone may read, and is on record itself before', () => {
    const ran = audit('export', '--city', 'nyc', '--resident', resident, '--out', file('one.jsonl'))
    expect([ran.status, ran.out, ran.error]).toEqual([0, `6 records in ${file('one.jsonl')}\n`, ''])
    expect(statSync(file('one.jsonl')).mode & 0o777).toBe(0o600)
    expect(linesOf('one.jsonl').map(({ log, action, city, resident_id: of }) => [log, action, city, of])).toEqual([
      ['residents', 'LOOK', 'nyc', resident],
      ['residents', 'EXPORT', 'nyc', resident],
      ['programs', 'EXPORT', 'nyc', resident],
      ['conversations', 'EXPORT', 'nyc', resident],
      ['referrals', 'LOOK', 'nyc', resident],
      ['referrals', 'EXPORT', 'nyc', resident],
    ])
    expect(audit('export', '--city', 'nyc', '--out', file('one.jsonl'))).toMatchObject({
      status: 1,
      error: `--out: ${file('one.jsonl')} cannot be made (EEXIST).`,
    })
    expect(linesOf('one.jsonl')).toHaveLength(6)
  })

  it('takes the commands of the README as they stand', () => {
    const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8')
    const commands = [...readme.matchAll(/^npm run --silent hub -- audit (.+)$/gm)].map(([, command = '']) => command)
    expect(commands).toHaveLength(4)
    for (const command of commands) {
      const [line = '', printed] = command.split(' > ')
      const args = line.split(' ').map((arg) => (/\.jsonl?$/.test(arg) ? file(arg) : arg))
      const { status, out, error } = audit(...args)
      expect([command, status, error]).toEqual([command, 0, ''])
      if (printed !== undefined) writeFileSync(file(printed), out)
    }
    expect(linesOf('audit.jsonl').map(({ log, at }) => [log, at])).toEqual([
      ['residents', '2026-06-01T12:00:00.000000Z'],
      ['residents', '2026-06-02T12:00:00.000000Z'],
      ['referrals', '2026-06-02T13:00:00.000000Z'],
    ])
  })

  it.each([
    [['look'], 'hub audit: expected one of verify, head, export; --help says more.'],
    [['export', '--city', 'gotham', '--out', 'x'], '--city: expected one of charlotte, nyc.'],
    [
      ['export', '--city', 'nyc', '--out', 'x', '--from', 'June'],
      '--from: expected a day as YYYY-MM-DD between 1900-01-01 and 2100-12-31.',
    ],
    [
      ['export', '--city', 'nyc', '--out', 'x', '--resident', '7'],
      '--resident: expected a UUID in lower case, such as 0190b0a4-7c1e-7d2a-9f10-3b5c8d2e4f61.',
    ],
    [['export', '--city', 'nyc'], '--out: expected the name of a file that is not there yet.'],
    [['verify', '--head', 'package.json'], '--head: package.json is not what hub audit head prints.'],
  ])('says what is wrong with %j', (args, error) => {
    expect(audit(...args)).toEqual({ status: 1, out: '', error })
  })

  it('looks for no log where no hub has been', () => {
    const { status, error } = hub(['audit', 'verify'], { HUB_DATA: file('elsewhere') })
    expect([status, error]).toEqual([
      1,
      `There is no audit log in ${file('elsewhere')}: HUB_DATA names the folder of a hub, DATABASE_URL a PostgreSQL.`,
    ])
  })

  it('ends with 1 and names the record where one was changed, and the kept head where the end was cut off', async () => {
    await tamper(`update residents.audit set sub = 'nobody' where id = 2`)
    const changed = audit('verify')
    expect([changed.status, changed.error]).toEqual([1, 'The audit logs are not as they were recorded: 1 finding.'])
    expect(changed.out).toContain('\n  CHANGED        batch 1: rows 2\n                 the row is not as it was sealed\n')
    await tamper('delete from residents.audit where id <= 3', 'delete from residents.audit_seal')
    expect(audit('verify').status).toBe(0)
    const cut = audit('verify', '--json', '--head', file('head.json'))
    expect([cut.status, cut.error]).toEqual([1, 'The audit logs are not as they were recorded: 1 finding.'])
    expect(JSON.parse(cut.out).logs[0]).toMatchObject({
      schema: 'residents',
      batches: 0,
      findings: [{ schema: 'residents', batch: 1, fault: 'HEAD_REMOVED', rows: [] }],
    })
  })
})
