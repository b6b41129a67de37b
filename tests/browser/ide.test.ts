import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { packageRoot } from '../../runtime/root'
import { openTestHub, type TestHub } from '../hub'
import { runTabAndWait } from './ide-page'

const executablePath = '/usr/bin/chromium'
const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

describe('the IDE', () => {
  let test: TestHub
  let browser: Browser
  let page: Page
  const elsewhere: string[] = []
  const complaints: string[] = []

  beforeAll(async () => {
    if (!existsSync(executablePath))
      throw new Error(`this test needs Chromium at ${executablePath}: install Debian's package chromium`)
    test = await openTestHub({ HUB_IDE: 'on' })
    browser = await chromium.launch({ executablePath, args: flags })
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    page.on('request', (request) => {
      if (!request.url().startsWith(test.url) && !request.url().startsWith('data:')) elsewhere.push(request.url())
    })
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(`${test.url}/`)
  })
  afterAll(async () => {
    await browser?.close()
    await test?.close()
  })

  it('runs the first tab as an outreach worker and shows its data', async () => {
    const reply = JSON.parse(await runTabAndWait(page, 'Look around')) as { data: { residents: { nodes: unknown[] } } }
    expect(reply.data.residents.nodes).toHaveLength(5)
    const shots = join(packageRoot, '.tmp')
    mkdirSync(shots, { recursive: true })
    await page.screenshot({ path: join(shots, 'ide.png') })
  })

  it("plays the story's tabs up to the department's one query", async () => {
    for (const title of ['Meet at the door', 'Record the conversation', 'Screen the household', 'Refer the case']) {
      const reply = JSON.parse(await runTabAndWait(page, title)) as { errors?: unknown }
      expect(reply.errors).toBeUndefined()
    }
    const reply = JSON.parse(await runTabAndWait(page, "The department's one query")) as {
      data: { resident: { referrals: { nodes: unknown[] } } }
    }
    expect(reply.data.resident.referrals.nodes).toHaveLength(1)
  })

  it('has asked no other host for anything, and the page has nothing to complain of', () => {
    expect(elsewhere).toEqual([])
    expect(complaints).toEqual([])
  })

  it('is sent with a policy that allows scripts of this host alone', async () => {
    const { headers } = await fetch(`${test.url}/`)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe-eval')
    expect(policy).not.toContain('blob:')
  })
})
