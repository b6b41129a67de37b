import { createHmac, hash, randomUUID } from 'node:crypto'
import type { JWK } from 'jose'
import { subgraphNames } from '../../runtime/config'
import { subgraphKey } from '../../runtime/trust/forward'
import type { Kit } from '../http/forged-tokens'

/** What a forger has: the gateways' key for what is sealed and yet unfit, and who is asked. */
export interface SealKit extends Kit {
  readonly gateway: JWK
  readonly name: string
}

/** What reaches the port of a subgraph. */
export interface Sent {
  /** In the header of the seal; more of them stand in one header, with a comma, as Node hands them on. */
  readonly seal?: string | readonly string[]
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly path?: string
}

export type SealForgery = readonly [wrong: string, make: (kit: SealKit) => Sent]

export const body = JSON.stringify({ query: '{ _service { sdl } }' })

type Claims = Readonly<Record<string, unknown>>
const seconds = () => Math.floor(Date.now() / 1000)
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const digest = (text: string) => hash('sha256', text, 'base64url')

/** The claims of a good seal for this subgraph and the body. */
const whole = ({ name }: SealKit, now = seconds()): Claims => ({
  iss: 'gateway',
  aud: name,
  iat: now,
  exp: now + 30,
  body: digest(body),
  sub: 'somebody@peu.nyc',
  city: 'nyc',
  agency: 'peu',
  roles: ['outreach'],
  request: randomUUID(),
})

const headerOf = ({ gateway }: SealKit) => ({ alg: 'HS256', typ: 'hub-caller', kid: gateway.kid })

interface Wrong {
  readonly header?: unknown
  readonly claims?: Claims
  readonly secret?: string | Buffer
  readonly hash?: string
}

/** A seal put together by hand; what is not said is right. */
export function seal(kit: SealKit, wrong: Wrong = {}): string {
  const own = Buffer.from(subgraphKey(kit.gateway, kit.name).k as string, 'base64url')
  const written = `${encoded('header' in wrong ? wrong.header : headerOf(kit))}.${encoded({ ...whole(kit), ...wrong.claims })}`
  return `${written}.${createHmac(wrong.hash ?? 'sha256', wrong.secret ?? own)
    .update(written)
    .digest('base64url')}`
}

const others = ({ name }: SealKit) => subgraphNames.filter((one) => one !== name)
const keyOf = ({ gateway }: SealKit, name: string) => Buffer.from(subgraphKey(gateway, name).k as string, 'base64url')

const headers: readonly (readonly [string, (kit: SealKit) => unknown])[] = [
  ['no algorithm', () => ({ alg: 'none', typ: 'hub-caller', kid: 'gateway' })],
  ['another algorithm', (kit) => ({ ...headerOf(kit), alg: 'HS512' })],
  ['the type of a token', (kit) => ({ ...headerOf(kit), typ: 'JWT' })],
  ['no type', () => ({ alg: 'HS256', kid: 'gateway' })],
  ['no name of a key', () => ({ alg: 'HS256', typ: 'hub-caller' })],
  ['an empty name of a key', (kit) => ({ ...headerOf(kit), kid: '' })],
  ['the name of another key', (kit) => ({ ...headerOf(kit), kid: 'gateway-0' })],
  ['the name of the subgraph as that of the key', (kit) => ({ ...headerOf(kit), kid: kit.name })],
  ['the name of the key in capitals', (kit) => ({ ...headerOf(kit), kid: 'GATEWAY' })],
  ['a list of names of keys', (kit) => ({ ...headerOf(kit), kid: ['gateway'] })],
  ['the fields in another order', (kit) => Object.fromEntries(Object.entries(headerOf(kit)).reverse())],
  ['a key that comes along', (kit) => ({ ...headerOf(kit), jwk: { kty: 'oct', k: 'AA' } })],
  ['a key that is to be fetched', (kit) => ({ ...headerOf(kit), jku: 'http://127.0.0.1:1/keys' })],
  ['an extension', (kit) => ({ ...headerOf(kit), crit: ['b64'], b64: true })],
  ['a text', () => 'hub-caller'],
  ['nothing', () => null],
]

const secrets: readonly (readonly [string, (kit: SealKit) => string | Buffer])[] = [
  ...[0, 1, 2].map(
    (at) => [`the key of another subgraph (${at})`, (kit: SealKit) => keyOf(kit, others(kit)[at] as string)] as const,
  ),
  ["the gateways' own key", ({ gateway }) => Buffer.from(String(gateway.d), 'base64url')],
  ["the text of the gateways' own key", ({ gateway }) => String(gateway.d)],
  ["the gateways' public key", ({ gateway }) => Buffer.from(String(gateway.x), 'base64url')],
  ["the text of the subgraph's key", ({ gateway, name }) => String(subgraphKey(gateway, name).k)],
  ["the subgraph's key as JSON", ({ gateway, name }) => JSON.stringify(subgraphKey(gateway, name))],
  ["the issuer's key of tokens", ({ issuer }) => Buffer.from(String(issuer.d), 'base64url')],
  ['no key', () => ''],
  ['the name of the key', ({ gateway }) => String(gateway.kid)],
  ['the name of the subgraph', ({ name }) => name],
  ['a key for a subgraph of another name', (kit) => keyOf(kit, `${kit.name}2`)],
  ['a key for nobody', (kit) => keyOf(kit, '')],
]

const claims: readonly (readonly [string, (kit: SealKit, now: number) => Claims])[] = [
  ...[0, 1, 2].map((at) => [`for another subgraph (${at})`, (kit: SealKit) => ({ aud: others(kit)[at] })] as const),
  ['for the gateway', () => ({ aud: 'gateway' })],
  ['for the hub', () => ({ aud: 'city-program-hub' })],
  ['for the subgraph in capitals', ({ name }) => ({ aud: name.toUpperCase() })],
  ['for several, itself among them', ({ name }) => ({ aud: [name, 'gateway'] })],
  ['for nobody', () => ({ aud: undefined })],
  ['of another issuer', () => ({ iss: 'https://issuer.example' })],
  ['of a subgraph', ({ name }) => ({ iss: name })],
  ['of nobody', () => ({ iss: undefined })],
  ['at its end', (_, now) => ({ iat: now - 30, exp: now })],
  ['a second after its end', (_, now) => ({ iat: now - 31, exp: now - 1 })],
  ['an hour after its end', (_, now) => ({ iat: now - 3_630, exp: now - 3_600 })],
  ['without an end', () => ({ exp: undefined })],
  ['with a text as its end', () => ({ exp: 'never' })],
  ['of the future', (_, now) => ({ iat: now + 90, exp: now + 120 })],
  ['of next year', (_, now) => ({ iat: now + 31_536_000, exp: now + 31_536_030 })],
  ['without a beginning', () => ({ iat: undefined })],
  ['with a text as its beginning', () => ({ iat: 'now' })],
  ['for another body', () => ({ body: digest('{}') })],
  ['for an empty body', () => ({ body: digest('') })],
  ['for any body', () => ({ body: undefined })],
  ['with the body itself', () => ({ body })],
  ['with the digest of the body in another form', () => ({ body: hash('sha256', body, 'hex') })],
  ['of an unknown role', () => ({ roles: ['root'] })],
  ['of an unknown role beside a known one', () => ({ roles: ['outreach', 'root'] })],
  ["of the name of every object's own as role", () => ({ roles: ['constructor'] })],
]

/** Changed after it was sealed, the seal kept. */
const altered: readonly (readonly [string, Claims])[] = [
  ['sub', { sub: 'root' }],
  ['city', { city: 'charlotte' }],
  ['agency', { agency: 'hra' }],
  ['roles', { roles: ['supervisor'] }],
  ['scopes', { scopes: ['resident:read'] }],
  ['request', { request: randomUUID() }],
  ['body', { body: digest('{}') }],
  ['end', { exp: seconds() + 3_600 }],
  ['id for one use', { jti: randomUUID() }],
]

const glued: readonly (readonly [string, (good: string, kit: SealKit) => string | readonly string[]])[] = [
  ['two seals in a row', (good) => `${good}${good}`],
  ['two seals with a dot', (good) => `${good}.${good}`],
  ['two seals with a comma', (good) => `${good},${good}`],
  ['two headers with a seal', (good) => [good, good]],
  ['a header with a seal and one with another', (good, kit) => [good, seal(kit)]],
  ['a seal after a blank', (good) => `x ${good}`],
  ['a seal as a bearer token', (good) => `Bearer ${good}`],
  ['a seal without its last part', (good) => good.slice(0, good.lastIndexOf('.'))],
  ['a seal with an empty last part', (good) => good.slice(0, good.lastIndexOf('.') + 1)],
  ['half of the last part', (good) => good.slice(0, -20)],
  ['a last part one character long', (good) => `${good}A`],
  ['a last part that is padded', (good) => `${good}=`],
  ['a part more', (good) => `${good}.AA`],
  ['an empty part more', (good) => `${good}.`],
  ['an empty part in front', (good) => `.${good}`],
  ['the parts in another order', (good) => good.split('.').reverse().join('.')],
  [
    'the first two parts of one and the last of another',
    (good, kit) => {
      const other = seal(kit, { claims: { roles: ['supervisor'] } }).split('.')
      return [...other.slice(0, 2), good.split('.')[2]].join('.')
    },
  ],
  ['the last part of another seal with another hash', (_, kit) => seal(kit, { hash: 'sha512' })],
  ['quotes around it', (good) => `"${good}"`],
  ['an empty header', () => ''],
  ['dots alone', () => '..'],
  ['a claim in plain words', () => '{"sub":"root","city":"nyc","agency":"peu","roles":["supervisor"]}'],
  ['a digest in its place', () => digest(body)],
]

const elsewhere: readonly (readonly [string, (good: string, kit: SealKit) => Sent])[] = [
  ['nothing at all', () => ({})],
  ['the seal as Authorization', (good) => ({ headers: { authorization: `Bearer ${good}` } })],
  ['the seal in a cookie', (good) => ({ headers: { cookie: `x-hub-caller=${good}` } })],
  ['the seal in the header of a proxy', (good) => ({ headers: { 'x-forwarded-hub-caller': good } })],
  ['a token as Authorization', (_, { good }) => ({ headers: { authorization: `Bearer ${good}` } })],
  ['an API key as Authorization', (_, { goodKey }) => ({ headers: { authorization: `Bearer ${goodKey}` } })],
  ['a token in place of the seal', (_, { good }) => ({ seal: good })],
  ['an API key in place of the seal', (_, { goodKey }) => ({ seal: goodKey })],
  ['a token and the seal', (seal, { good }) => ({ seal: [good, seal] })],
  ['another body than the sealed one', (good) => ({ seal: good, body: JSON.stringify({ query: '{ __typename }' }) })],
  ['a blank more in the body', (good) => ({ seal: good, body: `${body} ` })],
  ['a line break before the body', (good) => ({ seal: good, body: `\n${body}` })],
  ['a character less in the body', (good) => ({ seal: good, body: body.slice(0, -1) })],
  ['an empty body', (good) => ({ seal: good, body: '' })],
  ['a second field of the same name in the body', (good) => ({ seal: good, body: body.replace('{', '{"query":"{a}",') })],
]

/** Every forgery there is here, each with a name of its own. */
export const sealForgeries: readonly SealForgery[] = [
  ...headers.map(([name, header]): SealForgery => [
    `${name} in the header`,
    (kit) => ({ seal: seal(kit, { header: header(kit) }) }),
  ]),
  ...secrets.map(([name, secret]): SealForgery => [
    `sealed with ${name}`,
    (kit) => ({ seal: seal(kit, { secret: secret(kit) }) }),
  ]),
  ...claims.map(([name, wrong]): SealForgery => [
    `a seal ${name}`,
    (kit) => ({ seal: seal(kit, { claims: wrong(kit, seconds()) }) }),
  ]),
  ...altered.map(([name, put]): SealForgery => [
    `another ${name} under a seal`,
    (kit) => {
      const [header, payload = '', mac] = seal(kit).split('.')
      const claimed = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims
      return { seal: `${header}.${encoded({ ...claimed, ...put })}.${mac}` }
    },
  ]),
  ...glued.map(([name, glue]): SealForgery => [name, (kit) => ({ seal: glue(seal(kit), kit) })]),
  ...elsewhere.map(([name, put]): SealForgery => [name, (kit) => put(seal(kit), kit)]),
]
