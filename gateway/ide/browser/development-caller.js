const renewBefore = 30_000

/**
 * Who the page acts as, by tokens of the development issuer: one for each identity, asked for when it is needed, held in
 * memory only. To be used with React's useSyncExternalStore.
 *
 * @param {{ role: string, city: string, agency: string }} first
 */
export function developmentCaller(first) {
  const tokens = new Map()
  const asked = new Map()
  const listeners = new Set()
  let snapshot = { identity: first, standing: { kind: 'none' } }

  function tell(change) {
    snapshot = { ...snapshot, ...change }
    for (const listener of listeners) listener()
  }

  function standingOf(identity) {
    const held = tokens.get(keyOf(identity))
    return held && isFresh(held) ? { kind: 'ready', until: held.expiresAt } : { kind: 'none' }
  }

  function choose(identity) {
    if (keyOf(identity) === keyOf(snapshot.identity)) return
    tell({ identity, standing: standingOf(identity) })
  }

  async function mintFor(identity) {
    const key = keyOf(identity)
    const tellIfChosen = (standing) => keyOf(snapshot.identity) === key && tell({ standing })
    tellIfChosen({ kind: 'asking' })
    try {
      const minted = await mint(identity)
      tokens.set(key, minted)
      tellIfChosen({ kind: 'ready', until: minted.expiresAt })
      return minted.token
    } catch (error) {
      tellIfChosen({ kind: 'failed', why: error.message })
      throw error
    } finally {
      asked.delete(key)
    }
  }

  /** A token for whoever is chosen now; rejects with the reason in words. */
  function token() {
    const { identity } = snapshot
    const key = keyOf(identity)
    const held = tokens.get(key)
    if (held && isFresh(held)) return Promise.resolve(held.token)
    if (!asked.has(key)) asked.set(key, mintFor(identity))
    return asked.get(key)
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => snapshot,
    choose,
    token,
    /** The hub refused a token: true when another one can be asked for. */
    refused(token) {
      for (const [key, held] of tokens) if (held.token === token) tokens.delete(key)
      return true
    },
  }
}

function isFresh({ expiresAt }) {
  return expiresAt - renewBefore > Date.now()
}

function keyOf({ role, city, agency }) {
  return JSON.stringify([role, city, agency])
}

async function mint({ role, city, agency }) {
  let response
  try {
    response = await fetch('/dev/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: role, city, agency }),
    })
  } catch {
    throw new Error('The hub did not answer. Is it still running?')
  }
  const answer = await response.json().catch(() => ({}))
  if (response.ok && typeof answer.token === 'string') {
    return { token: answer.token, expiresAt: Date.parse(answer.expiresAt) || Date.now() + 2 * renewBefore }
  }
  throw new Error(typeof answer.error === 'string' ? answer.error : `The hub gave no token (status ${response.status}).`)
}
