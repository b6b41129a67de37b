import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface IdeIdentity {
  readonly role: string
  readonly city: string
  readonly agency: string
}

export interface IdeTab {
  readonly title: string
  readonly query: string
  /** JSON text, as it shall stand in the variables editor. */
  readonly variables?: string
  /** Who is picked when the tab is chosen; the ids of `roles`, `cities` and their `agencies`. */
  readonly as?: IdeIdentity
}

export interface IdeConfig {
  /** Path of the GraphQL endpoint on this origin. */
  readonly endpoint: string
  /** True when this origin answers `POST /dev/token`; otherwise the page asks for a token to be pasted. */
  readonly devTokens: boolean
  readonly roles: readonly { readonly id: string; readonly name: string }[]
  readonly cities: readonly {
    readonly id: string
    readonly name: string
    readonly agencies: readonly { readonly id: string; readonly name: string }[]
  }[]
  readonly tabs: readonly IdeTab[]
}

// Monaco writes <style> elements and GraphiQL's fonts are data: URLs. Nothing here needs eval, blob: or another host.
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

const icon = encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1f5fa8"/>' +
    '<g stroke="#fff" stroke-width="2"><path d="M16 16 9 9M16 16l7-7M16 16l-7 7M16 16l7 7"/></g>' +
    '<g fill="#fff"><circle cx="16" cy="16" r="4"/><circle cx="9" cy="9" r="2.5"/><circle cx="23" cy="9" r="2.5"/>' +
    '<circle cx="9" cy="23" r="2.5"/><circle cx="23" cy="23" r="2.5"/></g></svg>',
)

/** The IDE's page, with its configuration inside, and the headers it must be sent with. */
export function idePage(config: IdeConfig): { html: string; headers: Record<string, string> } {
  const script = assetNamed(/^app-\w+\.js$/)
  const style = assetNamed(/^app-\w+\.css$/)
  const body =
    script && style
      ? `<div id="hub"><p class="hub-loading">Opening the city program hub…</p></div>
<noscript><p>This page needs JavaScript. The hub itself does not: send GraphQL by POST to its endpoint.</p></noscript>
<script type="application/json" id="hub-config">${embeddable(config)}</script>
<script type="module" src="/ide/${script}"></script>`
      : '<p>The page of the city program hub is not built yet. Build the project, then restart the hub.</p>'
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>City program hub</title>
<link rel="icon" href="data:image/svg+xml,${icon}">
${style ? `<link rel="stylesheet" href="/ide/${style}">` : ''}
</head>
<body>
${body}
</body>
</html>
`
  return { html, headers: { ...headers } }
}

/**
 * A built file by its name, or undefined. Names carry a hash of their content, so an answer may be cached for ever.
 * A request can only choose among the names that the directory had at first use: it never becomes part of a path.
 */
export function ideAsset(name: string): { body: Buffer; type: string } | undefined {
  const asset = assets().get(name)
  if (!asset) return undefined
  asset.body ??= readFileSync(asset.file)
  return { body: asset.body, type: asset.type }
}

interface Asset {
  readonly file: string
  readonly type: string
  body?: Buffer
}

let listed: ReadonlyMap<string, Asset> | undefined

function assets(): ReadonlyMap<string, Asset> {
  return (listed ??= list(path.join(__dirname, 'assets')))
}

function list(directory: string): ReadonlyMap<string, Asset> {
  const found = new Map<string, Asset>()
  let names: string[] = []
  try {
    names = readdirSync(directory)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  for (const name of names) {
    const type = types[path.extname(name)]
    if (type) found.set(name, { file: path.join(directory, name), type })
  }
  return found
}

function assetNamed(pattern: RegExp): string | undefined {
  return [...assets().keys()].find((name) => pattern.test(name))
}

/** JSON for the inside of a script element: without `<`, no text in it can end the element or open a comment. */
function embeddable(config: IdeConfig): string {
  const tabs = config.tabs.map((tab) => ({ ...tab, id: storyId(tab) }))
  return JSON.stringify({ ...config, tabs }).replaceAll('<', '\\u003c')
}

// The browser keeps a tab's edits under this id; a tab whose text has changed in a release is a new tab.
function storyId({ title, query, variables = '' }: IdeTab): string {
  const text = JSON.stringify([title, query, variables])
  return `story-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
}
