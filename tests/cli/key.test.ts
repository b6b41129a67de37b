import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openHub } from '../../cli/hub-process'
import { readSettings } from '../../runtime/config'
import { openTestHub } from '../hub'
import { hub } from './hub-command'

describe('hub key', () => {
  const folder = process.env['HUB_TEST_FOLDER'] as string
  const data = mkdtempSync(join(folder, 'key-'))
  beforeAll(() => cpSync(join(folder, 'template'), data, { recursive: true }))
  afterAll(() => rmSync(data, { recursive: true, force: true }))

  const run = (...args: string[]) => hub(['key', ...args], { HUB_DATA: data })
  const json = (...args: string[]) => JSON.parse(run(...args, '--json').out) as Record<string, any>
  const whole = {
    city: 'nyc',
    agency: 'peu',
    name: 'Door app',
    scopes: 'conversation:write,resident:read',
    days: '90',
  }
  const flags = (wish: object) => Object.entries(wish).flatMap(([name, value]) => [`--${name}`, String(value)])

  it('makes a key that opens the door of the hub, tells it once, and ends it', async () => {
    const made = json('create', ...flags(whole))
    expect(made).toMatchObject({ city: 'nyc', agency: 'peu', name: 'Door app', standing: 'LIVE', revokedAt: null })
    expect(made['scopes']).toEqual(['resident:read', 'conversation:write'])
    expect(made['key']).toMatch(new RegExp(`^hubk_${made['id']}_[\\w-]{43}$`))
    expect(Date.parse(made['expiresAt']) - Date.parse(made['createdAt'])).toBe(90 * 86_400_000)

    const second = json('rotate', made['id'])
    const listed = run('list')
    for (const { id, key } of [made, second] as { id: string; key: string }[]) {
      expect(listed.out).toContain(id)
      expect(listed.out).not.toContain(key.slice(-43))
    }
    expect(run('revoke', made['id']).out).toBe(`the key ${made['id']} (Door app) opens nothing any more\n`)
    expect((json('list') as unknown as { standing: string }[]).map(({ standing }) => standing)).toEqual(['REVOKED', 'LIVE'])

    const running = await openHub({ settings: readSettings({ HUB_DATA: data, HUB_LOG: 'silent', PORT: '0' }) })
    const statusOf = async (key: string) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` }
      const body = '{"query":"{__typename}"}'
      return (await fetch(`http://127.0.0.1:${running.port}/graphql`, { method: 'POST', headers, body })).status
    }
    expect([await statusOf(made['key']), await statusOf(second['key'])]).toEqual([401, 200])
    await running.close()
  }, 120_000)

  it('prints the key alone on its first line, and says that it is not told again', () => {
    const { status, out } = run('create', ...flags({ ...whole, name: 'Phone app' }))
    expect([status, out.split('\n')[0]]).toEqual([0, expect.stringMatching(/^hubk_[\w-]{80}$/)])
    expect(out).toContain('The key is told this once.')
  })

  it('makes no second key of a name: that is what rotate is for', () => {
    const { status, error } = run('create', ...flags({ ...whole, name: 'Phone app' }))
    expect([status, error]).toEqual([
      1,
      expect.stringMatching(/^the key \S{36} of this name is live: rotate it, or revoke it\.$/),
    ])
  })

  it.each([
    ['--city: expected the code of a city, such as nyc.', { city: undefined }],
    ['--agency: expected one of ', { agency: 'cmpd' }],
    ['--name: expected what the tool is called, 1 to 80 characters, such as "Door app".', { name: ' ' }],
    ['--name: expected what the tool is called, 1 to 80 characters, such as "Door app".', { name: 'x'.repeat(81) }],
    ['--name: expected what the tool is called, 1 to 80 characters, such as "Door app".', { name: 'a\nb' }],
    ['--scopes: expected some of program:read,', { scopes: 'campaign:write' }],
    ['--scopes: expected some of program:read,', { scopes: 'resident:read,,' }],
    ['--scopes: expected some of program:read,', { scopes: undefined }],
    ['--days: expected for how many days the key is good, from 1 to 365.', { days: '0' }],
    ['--days: expected for how many days the key is good, from 1 to 365.', { days: '366' }],
    ['--days: expected for how many days the key is good, from 1 to 365.', { days: '1e2' }],
    ['--days: expected for how many days the key is good, from 1 to 365.', { days: undefined }],
  ])('says what it takes: %s', (sentence, wrong) => {
    const wish = Object.entries({ ...whole, ...wrong }).filter(([, value]) => value !== undefined)
    const { status, error, out } = run('create', ...flags(Object.fromEntries(wish)))
    expect([status, error.slice(0, sentence.length), out]).toEqual([1, sentence, ''])
  })

  it.each([
    ['hub key: expected create, list, rotate, revoke.', []],
    ['hub key: expected create, list, rotate, revoke.', ['constructor']],
    ['expected the id of one key: hub key list tells it.', ['revoke']],
    ['expected the id of one key: hub key list tells it.', ['rotate', 'Door app']],
    ['there is no key 0190b0a4-7c1e-7d2a-9f10-3b5c8d2e4f61.', ['revoke', '0190b0a4-7c1e-7d2a-9f10-3b5c8d2e4f61']],
    ['there is no key 0190b0a4-7c1e-7d2a-9f10-3b5c8d2e4f61.', ['rotate', '0190b0a4-7c1e-7d2a-9f10-3b5c8d2e4f61']],
  ])('answers in one sentence: %s', (sentence, args) => {
    expect(run(...args)).toMatchObject({ status: 1, error: sentence })
  })

  it('opens no data folder that a hub has open', async () => {
    const test = await openTestHub()
    const { status, error } = hub(['key', 'list'], { HUB_DATA: test.data })
    await test.close()
    expect([status, error]).toEqual([
      1,
      `The data folder ${test.data} is in use by another hub (process ${process.pid}). Stop it, or choose another folder with HUB_DATA.`,
    ])
  })
})
