import * as fc from 'fast-check'
import { formatKey, hashOf, keyPrefix, newSecret, parseKey } from '../../../../runtime/trust/api-keys/key-text'

/** The same cases on every machine. */
const runs = { seed: 20_261_124 }

const secrets = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64url'))
const keys = fc.record({ id: fc.uuid(), secret: secrets })

describe('the text of an API key', () => {
  it('is read as it was written, whatever its id and secret', () => {
    fc.assert(
      fc.property(keys, (key) => expect(parseKey(formatKey(key))).toEqual(key)),
      runs,
    )
  })

  it('fits into a header: no character but letters, digits, - and _', () => {
    fc.assert(
      fc.property(keys, (key) => expect(formatKey(key)).toMatch(/^hubk_[\w-]{80}$/)),
      runs,
    )
  })

  it('is no key with a character more, a character less, or around it', () => {
    fc.assert(
      fc.property(keys, fc.nat(84), fc.constantFrom('x', '_', '-', ' ', '\n', 'é', ''), (key, place, put) => {
        const text = formatKey(key)
        const longer = `${text.slice(0, place)}${put}${text.slice(place)}`
        const shorter = `${text.slice(0, place)}${text.slice(place + 1)}`
        if (put !== '') expect(parseKey(longer)).toBeUndefined()
        expect(parseKey(shorter)).toBeUndefined()
      }),
      runs,
    )
  })

  it('is never read from a text that is not written like one', () => {
    fc.assert(
      fc.property(fc.string(), (text) => expect(parseKey(text)).toBeUndefined()),
      runs,
    )
    fc.assert(
      fc.property(fc.string(), (text) => expect(parseKey(`${keyPrefix}${text}`)).toBeUndefined()),
      runs,
    )
  })

  it('has one spelling: an id in capitals is none', () => {
    const key = { id: '0190b0a4-7c1e-7d2a-9f10-3b5c8d2e4f61', secret: newSecret() }
    expect(parseKey(formatKey({ ...key, id: key.id.toUpperCase() }))).toBeUndefined()
    expect(parseKey(formatKey(key).replace('hubk', 'HUBK'))).toBeUndefined()
  })
})

describe('the secret of an API key', () => {
  it('is 256 random bits', () => {
    const made = Array.from({ length: 1_000 }, newSecret)
    expect(new Set(made).size).toBe(1_000)
    for (const secret of made) expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  })

  it('has a hash that another spelling of the same bytes does not have', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.indexOf(secret.at(-1) as string)
        const other = `${secret.slice(0, -1)}${'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'[last + 1]}`
        expect(Buffer.from(other, 'base64url')).toEqual(Buffer.from(secret, 'base64url'))
        expect(hashOf(other)).not.toEqual(hashOf(secret))
      }),
      runs,
    )
  })
})
