import { createHash, createHmac, type KeyObject } from 'node:crypto'
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { formatKey, newSecret } from '../../runtime/trust/api-keys/key-text'
import { developmentIssuer } from '../../runtime/trust/issuer'
import { publicOf } from '../../runtime/trust/keys'

type Claims = Readonly<Record<string, unknown>>

/** What a forger has: the issuer's key for what is signed and yet unfit, a token that is good, and an API key that is good. */
export interface Kit {
  readonly issuer: JWK
  readonly good: string
  readonly goodKey: string
}

/** A credential that opens nothing, and what is wrong with it. */
export type Forgery = readonly [wrong: string, make: (kit: Kit) => string | Promise<string>]

const minute = 60
const seconds = () => Math.floor(Date.now() / 1000)

/** Claims that are good. */
export const whole = (now = seconds()): Claims => ({
  iss: developmentIssuer,
  aud: 'city-program-hub',
  sub: 'somebody@peu.nyc',
  iat: now,
  exp: now + 10 * minute,
  city: 'nyc',
  agency: 'peu',
  roles: ['outreach'],
})

/** A token of the issuer with these claims. */
export async function signed(claims: Claims, key: JWK): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid: key.kid as string }).sign(await importJWK(key, 'EdDSA'))
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token put together by hand: `sign` makes the third part of the first two. */
export const byHand = (header: object, claims: Claims, sign: (text: string) => string) => {
  const written = `${encoded(header)}.${encoded(claims)}`
  return `${written}.${sign(written)}`
}

const unsigned = ['none', 'None', 'NONE', 'nOnE', '', 'null'].flatMap((alg): Forgery[] => [
  [`no signature, alg "${alg}"`, () => byHand({ alg, typ: 'JWT' }, whole(), () => '')],
  [
    `no signature but one of another token, alg "${alg}"`,
    ({ good }) => byHand({ alg, typ: 'JWT' }, whole(), () => good.split('.')[2] as string),
  ],
])

/** The issuer's public key in every form in which it could be taken for a shared secret. */
const publicForms: readonly [string, (open: JWK) => string | Buffer | KeyObject][] = [
  ['bytes', ({ x }) => Buffer.from(String(x), 'base64url')],
  ['x', ({ x }) => String(x)],
  ['JSON Web Key', (open) => JSON.stringify(open)],
  ['key set', (open) => JSON.stringify({ keys: [open] })],
  ['name', ({ kid }) => String(kid)],
]
const confused = (['sha256', 'sha384', 'sha512'] as const).flatMap((digest) =>
  [...publicForms, ['nothing', () => ''] as const].map(([form, secret]): Forgery => [
    `HS${digest.slice(3)} with the ${form} of the public key as its secret`,
    ({ issuer }) =>
      byHand({ alg: `HS${digest.slice(3)}`, typ: 'JWT', kid: 'development' }, whole(), (written) =>
        createHmac(digest, secret(publicOf(issuer)))
          .update(written)
          .digest('base64url'),
      ),
  ]),
)

const strangers = ['EdDSA', 'ES256', 'RS256', 'PS256', 'ES384', 'RS512'].flatMap((alg): Forgery[] => {
  const by = async (header: (open: JWK) => object) => {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
    return new SignJWT(whole()).setProtectedHeader({ alg, ...header(await exportJWK(publicKey)) }).sign(privateKey)
  }
  return [
    [`a stranger's ${alg} key`, () => by(() => ({}))],
    [`a stranger's ${alg} key under the issuer's name`, () => by(() => ({ kid: 'development' }))],
    [`a stranger's ${alg} key that comes along`, () => by((jwk) => ({ kid: 'development', jwk }))],
    [
      `a stranger's ${alg} key that is to be fetched`,
      () => by(() => ({ jku: 'http://127.0.0.1:1/keys', x5u: 'http://127.0.0.1:1/x' })),
    ],
  ]
})

/** Values that no claim takes, each put in the place of each. */
const strange: readonly [string, unknown][] = [
  ['null', null],
  ['nothing', undefined],
  ['a number', 7],
  ['yes', true],
  ['an empty text', ''],
  ['an empty list', []],
  ['an object', { toString: 'nyc' }],
  ['the name of what every object has', '__proto__'],
]
const misfits = ['iss', 'aud', 'sub', 'iat', 'exp', 'city', 'agency', 'roles'].flatMap((claim) =>
  strange
    // A subject may be any text, and a code of an agency is not looked up; an issue 56 years ago is told as too old.
    .filter(([, value]) => !(claim === 'sub' && value === '__proto__'))
    .map(([name, value]): Forgery => [`${name} as ${claim}`, ({ issuer }) => signed({ ...whole(), [claim]: value }, issuer)]),
)

const unfit: readonly [string, (now: number) => Claims][] = [
  ['the end 31 seconds ago', (now) => ({ iat: now - 300, exp: now - 31 })],
  ['an issue an hour and a minute ago', (now) => ({ iat: now - 61 * minute, exp: now + 10 * minute })],
  ['an issue in five minutes', (now) => ({ iat: now + 300 })],
  ['a beginning in five minutes', (now) => ({ nbf: now + 300 })],
  ['the role of API keys', () => ({ roles: ['tool'] })],
  ['the role of API keys beside its own', () => ({ roles: ['outreach', 'tool'] })],
  ['the name of an API key as sub', () => ({ sub: `key:${nobody}` })],
  ['an unknown role', () => ({ roles: ['root'] })],
  ['roles in one text', () => ({ roles: ['outreach,supervisor'] })],
  ['a city in capitals', () => ({ city: 'NYC' })],
  ['two cities', () => ({ city: 'nyc,charlotte' })],
  ['an agency that is a path', () => ({ agency: '../hra' })],
  ['another audience', () => ({ aud: 'residents' })],
  ['the issuer of seals', () => ({ iss: 'gateway' })],
]

const glued: readonly Forgery[] = [
  ['two tokens in a row', ({ good }) => `${good}${good}`],
  ['two tokens with a dot', ({ good }) => `${good}.${good}`],
  ['two tokens with a comma', ({ good }) => `${good},${good}`],
  ['two tokens with a blank', ({ good }) => `${good} ${good}`],
  ['a token without its signature', ({ good }) => good.slice(0, good.lastIndexOf('.') + 1)],
  ['a token without its last part', ({ good }) => good.slice(0, good.lastIndexOf('.'))],
  ['a token with a part more', ({ good }) => `${good}.AA`],
  ['a token with the dot in front', ({ good }) => `.${good}`],
  ['a token in quotes', ({ good }) => `"${good}"`],
  [
    'a token as JSON',
    ({ good }) => {
      const [header, payload, signature] = good.split('.')
      return encoded({ protected: header, payload, signature })
    },
  ],
  [
    'claims of one token under the signature of another',
    async ({ good, issuer }) => {
      const other = await signed({ ...whole(), roles: ['supervisor'] }, issuer)
      return [...other.split('.').slice(0, 2), good.split('.')[2]].join('.')
    },
  ],
  ['the hash of a token', ({ good }) => createHash('sha256').update(good).digest('base64url')],
]

const nobody = '0190b0a4-7c1e-7d2a-9f10-3b5c8d2e4f61'
const parts = (key: string) => ({ id: key.slice(5, 41), secret: key.slice(42) })
const apiKeys: readonly Forgery[] = [
  ['an API key that was never made', () => formatKey({ id: nobody, secret: newSecret() })],
  ['the id of an API key with another secret', ({ goodKey }) => formatKey({ ...parts(goodKey), secret: newSecret() })],
  ['the secret of an API key with another id', ({ goodKey }) => formatKey({ ...parts(goodKey), id: nobody })],
  [
    'the hash of a secret in its place',
    ({ goodKey }) =>
      formatKey({ ...parts(goodKey), secret: createHash('sha256').update(parts(goodKey).secret).digest('base64url') }),
  ],
  ['an API key without its secret', ({ goodKey }) => goodKey.slice(0, 41)],
  ['an API key without its id', ({ goodKey }) => `hubk_${parts(goodKey).secret}`],
  ['an API key without its prefix', ({ goodKey }) => goodKey.slice(5)],
  ['an API key one character short', ({ goodKey }) => goodKey.slice(0, -1)],
  ['an API key one character long', ({ goodKey }) => `${goodKey}A`],
  ['an API key in capitals', ({ goodKey }) => goodKey.toUpperCase()],
  ['an API key with a capital id', ({ goodKey }) => formatKey({ ...parts(goodKey), id: parts(goodKey).id.toUpperCase() })],
  ['an API key with another prefix', ({ goodKey }) => goodKey.replace('hubk_', 'hubx_')],
  ['two API keys', ({ goodKey }) => `${goodKey}${goodKey}`],
  ['an API key and a token', ({ good, goodKey }) => `${goodKey}.${good}`],
  ['a token and an API key', ({ good, goodKey }) => `${good}.${goodKey}`],
  ['a wildcard as the id of an API key', ({ goodKey }) => `hubk_%_${parts(goodKey).secret}`],
  ['SQL as the id of an API key', ({ goodKey }) => `hubk_' or '1'='1_${parts(goodKey).secret}`],
  ['nothing but the prefix of an API key', () => 'hubk_'],
]

/** Every forgery there is here, each with a name of its own. */
export const forgeries: readonly Forgery[] = [
  ...unsigned,
  ...confused,
  ...strangers,
  ...misfits,
  ...unfit.map(([name, change]): Forgery => [name, ({ issuer }) => signed({ ...whole(), ...change(seconds()) }, issuer)]),
  ...glued,
  ...apiKeys,
]
