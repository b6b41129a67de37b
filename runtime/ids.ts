import { v5 } from 'uuid'

export { v7 as newId } from 'uuid'

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

export const idExpected = 'a UUID in lower case, such as 0190b0a4-7c1e-7d2a-9f10-3b5c8d2e4f61'

export function isId(text: string): boolean {
  return pattern.test(text)
}

const namespace = 'b8d6f2a0-3c1e-5a47-9d0b-6f1c2e7a4d58'

const agencies = new Map<string, string>()

/** The id of an agency by its code, as consents name it. There are as many as agencies in tokens, whose codes are bounded. */
export function agencyIn(city: string, code: string): string {
  const key = `${city}/${code}`
  const known = agencies.get(key) ?? idOfData(city, 'agency', code)
  if (agencies.size < 10_000) agencies.set(key, known)
  return known
}

/** The id of something that comes from a city's files: the same on every machine, from its city, kind and code. */
export function idOfData(city: string, kind: 'agency' | 'program' | 'queue' | 'campaign' | 'resident', code: string): string {
  return v5(`${city}/${kind}/${code}`, namespace)
}
