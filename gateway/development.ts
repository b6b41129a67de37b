import { isRole } from '../runtime/caller'
import { readBody, send, sendJson } from '../runtime/http/body'
import type { Issuer } from '../runtime/trust/issuer'
import { ideAsset, idePage, type IdeConfig } from './ide/page'
import type { Step } from './steps'

/** The IDE's page and its assets: the only pages there are, and only where they are switched on. */
export function idePages(config: IdeConfig): Step {
  const { html, headers } = idePage(config)
  return ({ path, request, response }) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return 'next'
    if (path === '/') {
      send(response, 200, html, headers)
      return 'done'
    }
    if (!path.startsWith('/ide/')) return 'next'
    const asset = ideAsset(path.slice('/ide/'.length))
    if (!asset) return 'next'
    // The names of assets carry a hash of what is in them.
    send(response, 200, asset.body, { 'content-type': asset.type, 'cache-control': 'public, max-age=31536000, immutable' })
    return 'done'
  }
}

/** Whom the development issuer may speak for. */
export interface DevelopmentTokens {
  readonly issuer: Issuer
  readonly audience: string
  /** The codes of each city's agencies. */
  readonly agencies: ReadonlyMap<string, ReadonlySet<string>>
  readonly now: () => Date
}

const loopbackAddress = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/
const loopbackHost = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i

/**
 * `POST /dev/token`: mints a token for whoever sits at this machine. The Host is checked because a page of a hostile site may have
 * its name resolve to 127.0.0.1; Sec-Fetch-Site because such a page may simply send a request here.
 */
export function developmentTokens({ issuer, audience, agencies, now }: DevelopmentTokens): Step {
  return async ({ path, request, response }) => {
    if (path !== '/dev/token') return 'next'
    const site = request.headers['sec-fetch-site']
    const fromHere = loopbackAddress.test(request.socket.remoteAddress ?? '') && loopbackHost.test(request.headers.host ?? '')
    const fromOwnPage = site === undefined || site === 'same-origin'
    const answer = (status: number, body: object): 'done' => {
      sendJson(response, status, body)
      return 'done'
    }
    if (!fromHere || !fromOwnPage) return answer(403, { error: 'development tokens are minted for this machine alone' })
    if (request.method !== 'POST' || !/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
      return answer(405, { error: 'expected POST with Content-Type: application/json' })
    }
    const bytes = await readBody(request, 1024)
    const asked = typeof bytes === 'string' ? undefined : parse(bytes)
    if (!asked) return answer(400, { error: 'expected a JSON object with as, city and agency' })
    const { as, city, agency } = asked
    if (!isRole(as)) return answer(400, { error: 'as: expected a role' })
    if (typeof city !== 'string' || !agencies.has(city))
      return answer(400, { error: `city: expected one of ${[...agencies.keys()].join(', ')}` })
    if (typeof agency !== 'string' || !agencies.get(city)?.has(agency)) {
      return answer(400, { error: `agency: expected one of ${[...(agencies.get(city) ?? [])].join(', ')}` })
    }
    return answer(200, await issuer.mint({ as, city, agency }, audience, now()))
  }
}

function parse(bytes: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = JSON.parse(bytes.toString('utf8')) as unknown
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
