/** Acts with a token that the reader pastes; the same face as the development caller. Held in memory only. */
export function pastedCaller() {
  const listeners = new Set()
  let pasted
  let snapshot = { standing: { kind: 'none' } }

  function tell(standing) {
    snapshot = { standing }
    for (const listener of listeners) listener()
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => snapshot,
    accept(text) {
      const token = text.trim().replace(/^bearer\s+/i, '')
      const claims = claimsOf(token)
      if (!claims) {
        tell({ kind: 'failed', why: 'That is not a token: it needs three parts with dots between them.' })
        return false
      }
      pasted = token
      tell({ kind: 'ready', claims, until: claims.exp * 1000 })
      return true
    },
    forget() {
      pasted = undefined
      tell({ kind: 'none' })
    },
    async token() {
      if (pasted) return pasted
      throw new Error('Paste an access token into the bar above, then run this again.')
    },
    refused() {
      return false
    },
  }
}

/** What the token says of its bearer, for display: only the hub checks whether it is true. */
function claimsOf(token) {
  try {
    const [, payload] = token.split('.', 3)
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
    const claims = JSON.parse(new TextDecoder().decode(bytes))
    return typeof claims === 'object' ? claims : undefined
  } catch {
    return undefined
  }
}
