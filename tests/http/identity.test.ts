import { createHash, createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { identifier, type Identify } from '../../gateway/identify'
import { roles } from '../../runtime/caller'
import { openLog } from '../../runtime/log'
import { developmentIssuer } from '../../runtime/trust/issuer'
import { makeKey, type MadeKey } from '../../runtime/trust/api-keys/store'
import { openTestHub, type TestHub } from '../hub'
import { byHand, forgeries, type Kit, signed as signedBy, whole } from './forged-tokens'

const minute = 60
const seconds = () => Math.floor(Date.now() / 1000)
const without = (name: string) => Object.fromEntries(Object.entries(whole()).filter(([claim]) => claim !== name))
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

let test: TestHub
let jwk: JWK
beforeAll(async () => {
  test = await openTestHub()
  jwk = JSON.parse(readFileSync(join(test.data, 'keys', 'issuer.jwk'), 'utf8')) as JWK
})
afterAll(() => test.close())

/** A token of the hub's own issuer with these claims. */
const signed = (claims: Readonly<Record<string, unknown>>) => signedBy(claims, jwk)

const body = JSON.stringify({ query: '{ programs(first: 1) { nodes { code } } }' })

async function send(headers: Readonly<Record<string, string>>, path = '/graphql'): Promise<Response> {
  return fetch(`${test.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
}

async function expectRefused(response: Response): Promise<void> {
  const reply = (await response.json()) as { data?: unknown; errors: { message: string; extensions: object }[] }
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toMatch(/^Bearer\b/)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(reply.data).toBeUndefined()
  expect(reply.errors.map((error) => error.extensions)).toEqual([{ code: 'UNAUTHENTICATED' }])
  expect(reply.errors[0]?.message).not.toMatch(/eyJ|jose|JW[ST]|stack/)
}

describe('a bearer token', () => {
  it('of the issuer opens the door', async () => {
    const response = await send({ authorization: `Bearer ${await signed(whole())}` })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ data: { programs: { nodes: [{ code: expect.any(String) as string }] } } })
  })

  it.each(['bearer', 'BEARER'])('may be announced as %s: the word has no case', async (word) => {
    expect((await send({ authorization: `${word} ${await signed(whole())}` })).status).toBe(200)
  })

  it('opens nothing where there is none', async () => {
    await expectRefused(await send({}))
  })

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Bearer null',
    'Bearer a.b.c',
    'Bearer ....',
    'Basic dXNlcjpwYXNz',
    'Bearer x y',
    `Bearer ${'A'.repeat(8_000)}`,
  ])('is not %j', async (authorization) => {
    await expectRefused(await send({ authorization }))
  })

  it('is not the bare token, nor the token of another scheme', async () => {
    const token = await signed(whole())
    for (const authorization of [
      token,
      `Token ${token}`,
      `Bearer: ${token}`,
      `Bearer Bearer ${token}`,
      `Bearer ${token},${token}`,
    ])
      await expectRefused(await send({ authorization }))
  })

  it.each(['none', 'None', 'NONE', 'nOnE'])('unsigned (alg %s) opens nothing', async (alg) => {
    for (const signature of ['', 'AA'])
      await expectRefused(await send({ authorization: `Bearer ${byHand({ alg, typ: 'JWT' }, whole(), () => signature)}` }))
  })

  it('signed with the public key as a shared secret opens nothing', async () => {
    const { d: _, ...open } = jwk
    const secrets = [
      Buffer.from(String(open.x), 'base64url'),
      String(open.x),
      JSON.stringify(open),
      JSON.stringify({ keys: [open] }),
    ]
    for (const secret of secrets) {
      for (const [alg, hash] of [
        ['HS256', 'sha256'],
        ['HS512', 'sha512'],
      ] as const) {
        const token = byHand({ alg, typ: 'JWT', kid: 'development' }, whole(), (text) =>
          createHmac(hash, secret).update(text).digest('base64url'),
        )
        await expectRefused(await send({ authorization: `Bearer ${token}` }))
      }
    }
  })

  it("signed with a stranger's key opens nothing, not even one that comes in the header", async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true })
    const stranger = await exportJWK(publicKey)
    const headers = [
      { kid: 'development' },
      { jwk: stranger },
      { kid: 'development', jwk: stranger },
      { jku: 'http://127.0.0.1:1/keys' },
    ]
    for (const header of headers) {
      const token = await new SignJWT(whole()).setProtectedHeader({ alg: 'EdDSA', ...header }).sign(privateKey)
      await expectRefused(await send({ authorization: `Bearer ${token}` }))
    }
  })

  it('whose claims were changed after signing opens nothing', async () => {
    const [header, , signature] = (await signed(whole())).split('.')
    const token = `${header}.${encoded({ ...whole(), roles: ['supervisor'] })}.${signature}`
    await expectRefused(await send({ authorization: `Bearer ${token}` }))
  })

  it('that asks for an extension the hub does not know opens nothing', async () => {
    const key = await importJWK(jwk, 'EdDSA')
    const token = await new SignJWT(whole()).setProtectedHeader({ alg: 'EdDSA', crit: ['b64'], b64: true }).sign(key)
    const [, payload, signature] = token.split('.')
    const header = encoded({ alg: 'EdDSA', crit: ['unheard-of'], 'unheard-of': 1 })
    await expectRefused(await send({ authorization: `Bearer ${header}.${payload}.${signature}` }))
  })

  it.each(['exp', 'iat', 'sub', 'iss', 'aud', 'city', 'agency', 'roles'])('without %s opens nothing', async (name) => {
    await expectRefused(await send({ authorization: `Bearer ${await signed(without(name))}` }))
  })

  const claims: [string, (now: number) => object][] = [
    ['an empty sub', () => ({ sub: '' })],
    ['a blank sub', () => ({ sub: ' \t' })],
    ['a sub of 201 characters', () => ({ sub: 'x'.repeat(201) })],
    ['a number as sub', () => ({ sub: 7 })],
    ['a list as sub', () => ({ sub: ['a'] })],
    ['another issuer', () => ({ iss: 'https://issuer.example' })],
    ['another audience', () => ({ aud: 'another-hub' })],
    ['the audience among none of its own', () => ({ aud: ['a', 'b'] })],
    ['the end 31 seconds ago', (now) => ({ iat: now - 300, exp: now - 31 })],
    ['an issue an hour and a minute ago', (now) => ({ iat: now - 61 * minute, exp: now + 10 * minute })],
    ['an issue in five minutes', (now) => ({ iat: now + 300 })],
    ['a beginning in five minutes', (now) => ({ nbf: now + 300 })],
    ['text as exp', () => ({ exp: 'never' })],
    ['text as iat', () => ({ iat: '2026' })],
    ['an unknown city', () => ({ city: 'gotham' })],
    ["the name of every object's own as city", () => ({ city: '__proto__' })],
    ['a list of cities', () => ({ city: ['nyc'] })],
    ['an agency that is no code', () => ({ agency: 'PEU; drop table' })],
    ['no agency', () => ({ agency: '' })],
    ['an unknown role', () => ({ roles: ['root'] })],
    ['an unknown role beside a known one', () => ({ roles: ['outreach', 'root'] })],
    ["the name of every object's own as role", () => ({ roles: ['constructor'] })],
    ['no role', () => ({ roles: [] })],
    ['a role that is no list', () => ({ roles: 'outreach' })],
    ['a list in the list of roles', () => ({ roles: [['outreach']] })],
  ]
  it.each(claims)('with %s opens nothing', async (_, change) => {
    await expectRefused(await send({ authorization: `Bearer ${await signed({ ...whole(), ...change(seconds()) })}` }))
  })

  it('whose clock is half a minute off is taken', async () => {
    const now = seconds()
    for (const change of [{ iat: now - 300, exp: now - 20 }, { iat: now + 20 }, { nbf: now + 20 }])
      expect((await send({ authorization: `Bearer ${await signed({ ...whole(), ...change })}` })).status).toBe(200)
  })

  it('refused once stays refused, and one that was taken does not open for another', async () => {
    const good = await signed(whole())
    expect((await send({ authorization: `Bearer ${good}` })).status).toBe(200)
    const bad = `${good.slice(0, -2)}${good.endsWith('AA') ? 'BB' : 'AA'}`
    for (let time = 0; time < 3; time++) await expectRefused(await send({ authorization: `Bearer ${bad}` }))
    expect((await send({ authorization: `Bearer ${good}` })).status).toBe(200)
  })
})

describe('a forged or unfit token or key', () => {
  let kit: Kit
  beforeAll(async () => {
    const now = new Date()
    const wish = { city: 'nyc', agency: 'peu', name: 'Door app', scopes: ['program:read' as const] }
    const expiresAt = new Date(now.getTime() + 60_000)
    const made = (await makeKey(test.hub.database.source, { ...wish, expiresAt }, now)) as MadeKey
    kit = { issuer: jwk, good: await signed(whole()), goodKey: made.text }
  })

  it('is one of more than a hundred, beside a token and a key that open the door', async () => {
    expect(new Set(forgeries.map(([wrong]) => wrong)).size).toBe(forgeries.length)
    expect(forgeries.length).toBeGreaterThan(100)
    for (const good of [kit.good, kit.goodKey]) expect((await send({ authorization: `Bearer ${good}` })).status).toBe(200)
  })

  it.each(forgeries)('opens nothing: %s', async (_, make) => {
    await expectRefused(await send({ authorization: `Bearer ${await make(kit)}` }))
  })

  it('opens nothing with any one character changed', async () => {
    // The last character of a signature stands for fewer bits than it could: others stand for the same ones.
    const placed = fc.tuple(fc.constantFrom('good' as const, 'goodKey' as const), fc.nat(1_000), fc.constantFrom(...'aB3_-.'))
    const opensNothing = async ([which, at, put]: readonly ['good' | 'goodKey', number, string]) => {
      const whole = kit[which]
      const place = at % (whole.length - 1)
      const changed = `${whole.slice(0, place)}${put}${whole.slice(place + 1)}`
      if (changed !== whole) await expectRefused(await send({ authorization: `Bearer ${changed}` }))
    }
    await fc.assert(fc.asyncProperty(placed, opensNothing), { seed: 20_261_124, numRuns: 200 })
  })
})

describe('a token that was taken before', () => {
  const identify = (): Identify => {
    const { d: _, ...open } = jwk
    const trust = { issuer: developmentIssuer, audience: 'city-program-hub', keys: { keys: [open] }, cities: new Set(['nyc']) }
    return identifier(trust, openLog('test', 'silent'))
  }
  const later = (now: number, passed: number) => new Date((now + passed) * 1000)

  it('is refused once it has expired', async () => {
    const now = seconds()
    const [who, authorization] = [identify(), `Bearer ${await signed(whole(now))}`]
    expect(await who(authorization, later(now, 0))).toMatchObject({ sub: 'somebody@peu.nyc' })
    expect(await who(authorization, later(now, 10 * minute + 31))).toEqual({ refused: 'the token has expired' })
  })

  it('is refused once it is an hour old, however late it says that it ends', async () => {
    const now = seconds()
    const [who, authorization] = [identify(), `Bearer ${await signed({ ...whole(now), exp: now + 100 * 60 * minute })}`]
    expect(await who(authorization, later(now, 0))).toMatchObject({ sub: 'somebody@peu.nyc' })
    expect(await who(authorization, later(now, 61 * minute))).toEqual({ refused: expect.any(String) as string })
  })

  it('is kept by its hash alone: a token of the same hash prefix is another one', async () => {
    const [who, token] = [identify(), await signed(whole())]
    expect(await who(`Bearer ${token}`, new Date())).toMatchObject({ city: 'nyc' })
    expect(await who(`Bearer ${createHash('sha256').update(token).digest('base64url')}`, new Date())).toHaveProperty('refused')
  })
})

describe('identity comes from nowhere else', () => {
  const places: [string, (token: string) => [Record<string, string>, string?]][] = [
    ['the query string', (token) => [{}, `/graphql?access_token=${token}&token=${token}&authorization=Bearer%20${token}`]],
    ['a cookie', (token) => [{ cookie: `authorization=Bearer ${token}; token=${token}; access_token=${token}` }]],
    ['x-authorization', (token) => [{ 'x-authorization': `Bearer ${token}` }]],
    ['proxy-authorization', (token) => [{ 'proxy-authorization': `Bearer ${token}` }]],
    ['x-forwarded-authorization', (token) => [{ 'x-forwarded-authorization': `Bearer ${token}` }]],
    ['x-access-token', (token) => [{ 'x-access-token': token }]],
    [
      'a header that names a caller',
      () => [
        {
          'x-user': 'root',
          'x-hub-caller': '{"sub":"root","city":"nyc","agency":"peu","roles":["supervisor"]}',
          'x-forwarded-user': 'root',
        },
      ],
    ],
  ]
  it.each(places)('a token in %s opens nothing', async (_, place) => {
    const [headers, path] = place(await signed(whole()))
    await expectRefused(await send(headers, path))
  })

  it('headers beside a token change nothing about who calls', async () => {
    const token = await signed({ ...whole(), roles: ['auditor'] })
    const response = await fetch(`${test.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'x-roles': 'supervisor',
        'x-city': 'charlotte',
        'x-hub-caller': '{"roles":["supervisor"]}',
      },
      body: JSON.stringify({ query: '{ residents(first: 1) { nodes { id } } }', extensions: { roles: ['supervisor'] } }),
    })
    const reply = (await response.json()) as { errors: { extensions: { code: string } }[] }
    expect(reply.errors.map((error) => error.extensions.code)).toEqual(['FORBIDDEN'])
  })

  it.each(roles)('a %s is somebody', async (role) => {
    expect((await send({ authorization: `Bearer ${await signed({ ...whole(), roles: [role] })}` })).status).toBe(200)
  })
})

describe('what is open to everybody', () => {
  const get = (path: string, method = 'GET') => fetch(`${test.url}${path}`, { method })

  it.each(['/health/live', '/health/ready'])('%s, which tells nothing but that', async (path) => {
    const response = await get(path)
    expect(response.status).toBe(200)
    expect(await response.text()).toMatch(/^\{"(live|ready)":true\}$/)
  })

  it('the page of the editor, and no operation through it', async () => {
    expect((await get('/')).headers.get('content-type')).toMatch(/^text\/html/)
    expect((await get('/?query={__typename}')).headers.get('content-type')).toMatch(/^text\/html/)
  })

  it.each([
    '/metrics',
    '/debug',
    '/admin',
    '/.env',
    '/graphql/',
    '/GraphQL',
    '/ide',
    '/ide/',
    '/ide/../keys/issuer.jwk',
    '/ide/..%2f..%2fkeys%2fissuer.jwk',
    '/keys/issuer.jwk',
    '/health',
    '//graphql',
  ])('%s is not there', async (path) => {
    expect(await raw({ path })).toMatchObject({ status: 404 })
  })

  it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])('%s /graphql is no operation', async (method) => {
    const { status, headers } = await raw({ path: '/graphql?query={__typename}', method })
    expect([status, headers['allow']]).toEqual([405, 'POST'])
  })
})

interface Raw {
  readonly path: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A request with any header and a path that nothing tidies up. */
function raw({
  path,
  method = 'GET',
  headers = {},
  body: text,
}: Raw): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: test.hub.port, path, method, headers, agent: false }, (response) => {
      let answered = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (answered += chunk))
      response.on('end', () => resolve({ status: response.statusCode as number, headers: response.headers, text: answered }))
    })
    sent.on('error', reject).end(text)
  })
}

describe('a development token', () => {
  const asked = { as: 'outreach', city: 'nyc', agency: 'peu' }
  const mint = (headers: Readonly<Record<string, string>> = {}, what: unknown = asked, method = 'POST') =>
    raw({
      path: '/dev/token',
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof what === 'string' ? what : JSON.stringify(what),
    })

  it('is minted for somebody at this machine, for an hour, and opens the door', async () => {
    const { status, text } = await mint()
    const { token, expiresAt } = JSON.parse(text) as { token: string; expiresAt: string }
    expect(status).toBe(200)
    expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(3_600_000)
    expect((await send({ authorization: `Bearer ${token}` })).status).toBe(200)
  })

  it.each(['localhost', '127.0.0.1', '[::1]', 'localhost:4000', '127.0.0.1:80'])(
    'is minted where the Host is %s',
    async (host) => {
      expect((await mint({ host })).status).toBe(200)
    },
  )

  it.each([
    'evil.example',
    'evil.example:4000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil-localhost',
    '10.0.0.1',
    '0.0.0.0',
    '128.0.0.1',
    'localhost@evil.example',
    'localhost:4000/evil',
  ])('is not minted where the Host is %j: a hostile name may resolve to this machine', async (host) => {
    const { status, text } = await mint({ host })
    expect([400, 403]).toContain(status)
    expect(text).not.toMatch(/eyJ/)
  })

  it.each(['cross-site', 'same-site', 'none'])('is not minted for a page whose request is %s', async (site) => {
    expect(await mint({ 'sec-fetch-site': site })).toMatchObject({ status: 403 })
  })

  it("is minted for the hub's own page", async () => {
    expect(await mint({ 'sec-fetch-site': 'same-origin' })).toMatchObject({ status: 200 })
  })

  it.each(['GET', 'PUT', 'OPTIONS', 'HEAD'])('is not minted by %s', async (method) => {
    expect(await raw({ path: '/dev/token?as=outreach&city=nyc&agency=peu', method })).toMatchObject({ status: 405 })
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])(
    'is not minted for a body of type %j, which a form can send',
    async (type) => {
      expect(await mint({ 'content-type': type })).toMatchObject({ status: 405 })
    },
  )

  it.each([
    ['as: expected a role', { ...asked, as: 'root' }],
    ['as: expected a role', { ...asked, as: 'constructor' }],
    ['as: expected a role', { ...asked, as: 'tool' }],
    ['as: expected a role', { ...asked, as: ['outreach'] }],
    ['as: expected a role', []],
    ['city: expected one of', { ...asked, city: 'gotham' }],
    ['city: expected one of', { ...asked, city: null }],
    ['agency: expected one of', { ...asked, agency: 'cmpd' }],
    ['agency: expected one of', { ...asked, agency: 7 }],
    ['expected a JSON object with as, city and agency', '{'],
    ['expected a JSON object with as, city and agency', 'null'],
    ['expected a JSON object with as, city and agency', ''],
    ['expected a JSON object with as, city and agency', { ...asked, note: 'x'.repeat(2_000) }],
  ])('says what it takes: %s', async (message, what) => {
    const { status, text } = await mint({}, what)
    expect(status).toBe(400)
    expect((JSON.parse(text) as { error: string }).error.startsWith(message)).toBe(true)
  })
})
